"""Functions as Numba writes them, put into one LLVM module that is optimised once.

Left to itself Numba optimises every function together with all that it calls, turns it to machine code, and does so
again for whoever calls it; the kernel needs the last of these alone. So its functions are neither optimised nor
assembled one by one: `whole` gives the module of a function with all beneath it, and `machine_code` makes machine
code of that. It takes half the time, and LLVM, which sees all at once, makes code that is a sixth faster.

Numba marks the arithmetic of whole numbers as never overflowing. The digests overflow by design (they are masked), so
an optimiser may draw false conclusions from the mark: optimised with it, fingerprints or whole histories differed, and
all of them looked plausible. The mark is taken off.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from llvmlite import binding
from numba import njit
from numba.core.codegen import JITCodeLibrary, JITCPUCodegen
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_lock import global_compiler_lock
from numba.core.compiler_machinery import PassManager
from numba.core.typed_passes import NopythonRewrites
from numba.core.untyped_passes import InlineClosureLikes

OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
"""No array is made in compiled code, so that nothing there needs counting references (`_nrt`: 40% of the time)."""

# Python and C call the kernel by an entry of its own; Numba's ways in take a fifth of the time to compile.
_NO_WRAPPERS: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}

# Closures and expressions of whole arrays, of which the rules have none: an eighth of the time to look for them.
_LEFT_OUT = (InlineClosureLikes, NopythonRewrites)

_NEVER_OVERFLOWS = re.compile(r"= (add|sub|mul|shl)(?: nuw| nsw)+ ")


class Part(JITCodeLibrary):
    """The text of one function, and the parts that it calls."""

    def __init__(self, codegen: Any, name: str, inlined: bool) -> None:
        """An empty part; `inlined`: LLVM is to put it wherever it is called."""
        super().__init__(codegen, name)
        self._inlined = inlined

    def add_ir_module(self, written: Any) -> None:
        """Take over what Numba wrote."""
        if self._inlined:
            for function in written.functions:
                if not function.is_declaration:
                    function.attributes.add("alwaysinline")
        self._final_module.link_in(binding.parse_assembly(plain(str(written))))

    def finalize(self) -> None:
        """Leave it as it is: `machine_code` optimises and assembles the whole."""
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """Nowhere: no part can be called by itself."""
        return 0

    def _get_module_for_linking(self) -> Any:
        """What Numba asks for where a function of its usual sort calls this one: the whole beneath it."""
        if self._shared_module is None:
            self._shared_module = whole(self)
        return self._shared_module


class _Codegen(JITCPUCodegen):
    """Numba's code generator for this processor, for parts."""

    _library_class: Any = Part

    def set_env(self, name: str, environment: Any) -> None:
        """Nothing: what a part has of Python is never reached."""


@cache
def _codegen() -> _Codegen:
    return _Codegen("moratorium")


class Called(CompilerBase):
    """Numba's way from a function to LLVM, into a part of its own; LLVM decides where it is inlined."""

    inlined = False

    def define_pipelines(self) -> list[Any]:
        """Numba's usual steps but for two that a rule has no use for."""
        if self.state.library is None:
            name = self.state.func_id.func_qualname
            self.state.library = _codegen().create_library(name, inlined=self.inlined)
        usual = DefaultPassBuilder.define_nopython_pipeline(self.state)
        manager = PassManager("one module")
        manager.passes.extend(step for step in usual.passes if step[0] not in _LEFT_OUT)
        manager.finalize()
        return [manager]


class Inlined(Called):
    """The same for a function that is inlined wherever it is called."""

    inlined = True


def plain(text: str) -> str:
    """LLVM text in which whole numbers may overflow, and a square root is an instruction, exact by its standard."""
    return _NEVER_OVERFLOWS.sub(r"= \1 ", text).replace('@"sqrt"(', "@llvm.sqrt.f64(")


def whole(part: Part) -> Any:
    """A module with a part and all that it calls, directly or not; any number of modules may hold the same function."""
    module = binding.parse_assembly(str(part._codegen._create_empty_module(part.name)))
    module.data_layout = part._codegen._data_layout
    for library in _beneath(part, {}).values():
        if isinstance(library, Part):
            module.link_in(library._final_module, preserve=True)
        else:  # a small function that Numba brings
            module.link_in(binding.parse_assembly(plain(str(library._get_module_for_linking()))))
    for function in module.functions:
        if not function.is_declaration:
            function.linkage = "linkonce_odr"
    return module


def _beneath(library: Any, found: dict[int, Any]) -> dict[int, Any]:
    if id(library) not in found:
        found[id(library)] = library
        for called in library._linking_libraries if isinstance(library, Part) else ():
            _beneath(called, found)
    return found


def written(function: Callable[..., Any], types: tuple[Any, ...]) -> tuple[Any, Any, Any]:
    """The module of a function for arguments of these types, what Numba knows of it, and what of the machine."""
    made = njit(**OPTIONS, **_NO_WRAPPERS, pipeline_class=Called)(function)
    made.compile(types)
    ((_, compiled),) = made.overloads.items()
    with global_compiler_lock:
        return whole(compiled.library), compiled.fndesc, made.targetctx
