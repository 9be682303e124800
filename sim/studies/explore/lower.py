"""The engine's kernel as a WebAssembly object: Numba's own LLVM text, taken raw and turned to another machine.

The kernel is the very function that the compiled engine runs, and no wrapper stands around it. Raw, because Numba's
optimiser writes the sizes of 64-bit pointers into addresses; the layout of the target machine is put in, and LLVM
(which llvmlite carries, with this target) optimises for it. Pointers of 32 bits work in every browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from llvmlite import binding
from numba import from_dtype, typeof, types

from sim.engine import compiled, kernel
from sim.engine.one_module import written
from sim.model import clocks, state
from sim.model.records import PARAMETER_DTYPE, STATE_DTYPE

TRIPLE = "wasm32-unknown-unknown"
FEATURES = "+bulk-memory,+nontrapping-fptoint,+sign-ext,+mutable-globals"
"""What every browser since 2021 has."""

_OPTIMISE = 3


def objects() -> bytes:
    """The kernel and the rules that the plan builder asks, as one WebAssembly object with these names."""
    texts = dict(_texts())
    binding.initialize_all_targets()
    binding.initialize_all_asmprinters()
    target = binding.Target.from_triple(TRIPLE)
    machine = target.create_target_machine(opt=_OPTIMISE, reloc="static", features=FEATURES)
    module = _joined(texts, str(machine.target_data))
    _optimise(module, machine)
    made: bytes = machine.emit_object(module)
    return made


def exported() -> tuple[str, ...]:
    """Names of what the page calls."""
    return ("run_block", *_asked())


def _asked() -> dict[str, tuple[Callable[..., Any], tuple[Any, ...]]]:
    """What `sim.engine.limits` asks of the rules, with the types that it asks it of."""
    p, s = from_dtype(PARAMETER_DTYPE), from_dtype(STATE_DTYPE)
    return {
        "begin": (state.begin, (s, p)),
        "bound": (clocks.bound, (types.int64, s, p)),
        "most_heavy": (state.most_heavy, (p,)),
    }


def _texts() -> list[tuple[str, tuple[str, str]]]:
    """Name, LLVM symbol and LLVM text of each function."""
    compiled.register()
    block = (kernel.run_block, tuple(map(typeof, compiled.nothing_to_do())))
    return [(name, _text(*asked)) for name, asked in {"run_block": block, **_asked()}.items()]


def _text(function: Callable[..., Any], signature: tuple[Any, ...]) -> tuple[str, str]:
    module, about, _ = written(function, signature)
    return about.llvm_func_name, str(module)


def _joined(texts: dict[str, tuple[str, str]], layout: str) -> binding.ModuleRef:
    """One module for the target in which only the named functions are seen from outside."""
    modules = []
    for name, (symbol, text) in texts.items():
        module = binding.parse_assembly(_retargeted(text, layout))
        for function in module.functions:
            if not function.is_declaration:
                function.linkage = "external" if function.name == symbol else "internal"
        for variable in module.global_variables:
            if not variable.is_declaration:
                variable.linkage = "internal"
        module.get_function(symbol).name = name
        modules.append(module)
    first, *others = modules
    for other in others:
        first.link_in(other)
    first.verify()
    return first


def _retargeted(text: str, layout: str) -> str:
    text = re.sub(r'target datalayout = ".*"', f'target datalayout = "{layout}"', text)
    return re.sub(r'target triple = ".*"', f'target triple = "{TRIPLE}"', text)


def _optimise(module: binding.ModuleRef, machine: binding.TargetMachine) -> None:
    tuning = binding.create_pipeline_tuning_options(speed_level=_OPTIMISE)
    tuning.loop_vectorization = tuning.slp_vectorization = False
    passes = binding.create_pass_builder(machine, tuning)
    passes.getModulePassManager().run(module, passes)
