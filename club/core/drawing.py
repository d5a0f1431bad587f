"""How Jinja draws our pages: as it does by itself, with fewer calls on the way."""

from collections import ChainMap
from collections.abc import MutableMapping
from keyword import iskeyword
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro

CALLED_AT_ONCE = frozenset({"_", "ngettext", "url_for", "asset", "csrf_token"})
"""Globals that every page calls; they ask nothing of it, and no page calls anything else by these names."""
_PLAIN = frozenset({FunctionType, MethodType, BuiltinFunctionType})


class Code(CodeGenerator):
    """What a page is compiled to.

    Markup is put out as it is: to escape it takes four calls and changes nothing.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if self._is_escaped(frame, finalize):
            self.write("(_put if type(_put := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if self._is_escaped(frame, finalize):
            self.write(") is Markup else escape(_put))")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Look an attribute up at once; whatever has none by that name is left to Jinja, which tries its items."""
        self.write("(_got if (_got := getattr((_of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(_of, {node.attr!r}))")

    @staticmethod
    def _is_escaped(frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> bool:
        return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Leave out Jinja's look at what a function wants where that is known."""
        is_known = isinstance(node.node, nodes.Name) and node.node.name in CALLED_AT_ONCE
        if not is_known or node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")


class Calls(Context):
    """Jinja's context, which calls at once what pages call most: macros, and functions that ask nothing of the page.

    Jinja's own looks twice at each callable for what it wants, and a page calls eighty.
    """

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call it as Jinja would."""
        if type(called) is Macro:
            args = (self.eval_ctx, *args)
        elif type(called) not in _PLAIN or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


class Pages(Environment):
    """Jinja with one dictionary of globals for all pages: its chained ones cost a tenth of a page, import by import.

    A page imports a dozen others each time, so those are found by their name at once.
    """

    code_generator_class = Code
    context_class = Calls

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  Jinja's own name
    ) -> Template:
        if self.auto_reload or globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        if (page := self._found.get(name)) is None:
            page = self._found[name] = super().get_template(name, parent)
        return page

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return ChainMap(d, self.globals) if d else self.globals
