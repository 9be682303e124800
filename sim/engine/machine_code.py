"""The kernel as machine code: made once with Numba and LLVM, loaded and called afterwards without Numba.

Numba takes half a second to import and more than a hundred megabytes, all of it for compiling. What it makes is an
ordinary object file for this processor; LLVM alone (llvmlite, which Numba brings) can load it. In front of the kernel
stands a small entry that reads every argument from one array of 64-bit words, so that a call hands on one pointer and
gives up Python's lock meanwhile.
"""

from __future__ import annotations

import ctypes
import re
import threading
from array import array
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

ENTRY = "moratorium_entry"
SPEED = 2
"""How far LLVM optimises: at 3 the kernel is 4% slower."""
RESULTS = 2
"""Words in front of the arguments, where the entry leaves what the kernel returns."""
PLAIN = re.compile(r"mem(set|cpy|move)$|llvm\.(?!exp|log|sin|cos|tan|pow|fmuladd|fma|ldexp|frexp)")
"""What the kernel may ask for: memory, and what LLVM has as instructions, but no function of a C library."""


def make(function: Callable[..., tuple[int, int]], arguments: tuple[Any, ...]) -> bytes:
    """An object file with `ENTRY` for `function`, compiled for the types of `arguments`."""
    module, machine = optimised(function, arguments)
    code: bytes = machine.emit_object(module)
    return code


def optimised(function: Callable[..., tuple[int, int]], arguments: tuple[Any, ...]) -> tuple[Any, Any]:
    """The LLVM module with `ENTRY` for `function` and nothing else to be seen, optimised; and the machine it is for."""
    from llvmlite import binding
    from numba import typeof

    from sim.engine.one_module import written

    module, about, context = written(function, tuple(map(typeof, arguments)))
    kind = context.call_conv.get_function_type(about.restype, about.argtypes)
    module.link_in(binding.parse_assembly(_entry(kind, about.llvm_func_name, str(module.triple))))
    for part in (*module.functions, *module.global_variables):
        if not part.is_declaration and part.name != ENTRY:
            part.linkage = "internal"
    triple, processor, features = context.codegen().magic_tuple()
    machine = binding.Target.from_triple(triple).create_target_machine(
        cpu=processor, features=features, opt=3, reloc="static", codemodel="jitdefault", jit=True
    )
    tuning = binding.create_pipeline_tuning_options(speed_level=SPEED)
    tuning.loop_vectorization = tuning.slp_vectorization = True
    passes = binding.create_pass_builder(machine, tuning)
    passes.getModulePassManager().run(module, passes)
    _nothing_unknown(module)
    return module, machine


def _entry(kind: Any, symbol: str, triple: str) -> str:
    """LLVM text of the entry: `status entry(words)`; a status other than 0 is an exception in the kernel."""
    from llvmlite import ir

    module = ir.Module(ENTRY)
    module.triple = triple
    word = ir.IntType(64)
    entry = ir.Function(module, ir.FunctionType(ir.IntType(32), [word.as_pointer()]), ENTRY)
    builder = ir.IRBuilder(entry.append_basic_block())
    results = builder.alloca(ir.ArrayType(word, RESULTS))
    error = builder.alloca(ir.IntType(64).as_pointer())
    places = (builder.gep(entry.args[0], [word(RESULTS + place)]) for place in range(len(kind.args) - 2))
    values = [_read(builder, place, wanted) for place, wanted in zip(places, kind.args[2:], strict=True)]
    begun = [builder.bitcast(results, kind.args[0]), builder.bitcast(error, kind.args[1])]
    status = builder.call(ir.Function(module, kind, symbol), [*begun, *values])
    for place in range(RESULTS):
        left = builder.load(builder.gep(results, [word(0), word(place)]))
        builder.store(left, builder.gep(entry.args[0], [word(place)]))
    builder.ret(status)
    return str(module)


def _read(builder: Any, place: Any, wanted: Any) -> Any:
    """One argument out of its word: a pointer, or a whole number of at most 64 bits."""
    from llvmlite import ir

    word = builder.load(place)
    if isinstance(wanted, ir.PointerType):
        return builder.inttoptr(word, wanted)
    return word if wanted.width == word.type.width else builder.trunc(word, wanted)


def _nothing_unknown(module: Any) -> None:
    """Raise RuntimeError where something is called that is no plain arithmetic."""
    outside = {part.name for part in (*module.functions, *module.global_variables) if part.is_declaration}
    if strange := [name for name in outside if not PLAIN.match(name)]:
        raise RuntimeError(f"the kernel calls {', '.join(sorted(strange))}, which is no plain arithmetic")


def load(code: bytes, arguments: tuple[Any, ...]) -> Callable[..., tuple[int, int]]:
    """The kernel in `code`, to be called with arguments of the types of `arguments`: how many are done, and the code.

    Raises TypeError for other types: machine code would read them as what they are not.
    """
    from llvmlite import binding

    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    machine = binding.Target.from_default_triple().create_target_machine(jit=True)
    engine = binding.create_mcjit_compiler(binding.parse_assembly(""), machine)
    engine.add_object_file(binding.ObjectFileRef.from_data(code))
    engine.finalize_object()
    entry = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p)(engine.get_function_address(ENTRY))
    wanted = tuple(_types(argument) for argument in arguments)
    packed = _Packed()

    def call(*given: Any, _alive: Any = engine) -> tuple[int, int]:
        if len(given) != len(wanted):
            raise TypeError("the kernel was compiled for arguments of other types")
        words = array("q", bytes(8 * RESULTS))
        for place, argument in enumerate(given):
            types, numbers = packed.of(place, argument)
            if types != wanted[place]:
                raise TypeError("the kernel was compiled for arguments of other types")
            words.extend(numbers)
        if entry(words.buffer_info()[0]) != 0:
            raise RuntimeError("the compiled kernel met an error of its own")
        return words[0], words[1]

    return call


class _Packed(threading.local):
    """What arguments are, and their words; those of the last tuple in each place are kept, for it comes again."""

    def __init__(self) -> None:
        self._last: dict[int, tuple[Any, tuple[Any, array[int]]]] = {}

    def of(self, place: int, argument: Any) -> tuple[Any, array[int]]:
        """The types and the words of one argument."""
        last = self._last.get(place)
        if last is not None and last[0] is argument:
            return last[1]
        found = _types(argument), array("q", _words(argument))
        if isinstance(argument, tuple):
            self._last[place] = argument, found
        return found


def _types(argument: Any) -> Any:
    """What an argument is to the machine: an array's type, axes and order; a number's sort; a tuple's all."""
    if isinstance(argument, np.ndarray):
        return argument.dtype, argument.ndim, argument.flags.c_contiguous
    if isinstance(argument, tuple):
        return tuple(map(_types, argument))
    sorts = ((bool, bool | np.bool_), (int, int | np.integer))
    return next((sort for sort, all_of_it in sorts if isinstance(argument, all_of_it)), type(argument))


def _words(argument: Any) -> Iterator[int]:
    """An argument as Numba lays it out: of an array its owners (none here), sizes, address, shape and strides."""
    if isinstance(argument, np.ndarray):
        yield from (0, 0, argument.size, argument.itemsize, argument.ctypes.data, *argument.shape, *argument.strides)
    elif isinstance(argument, tuple):
        for one in argument:
            yield from _words(one)
    else:
        yield int(argument)
