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
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]

CALLED_AT_ONCE = frozenset({"_", "ngettext", "url_for", "asset", "csrf_token"})
"""Globals that every page calls; they ask nothing of it, and no page calls anything else by these names."""
_PLAIN = frozenset({FunctionType, MethodType, BuiltinFunctionType})
escaped = _escape_inner
"""What `escape` makes of a text before it is wrapped, which nothing asks for that is only put out."""


class Code(CodeGenerator):
    """What a page is compiled to.

    Markup is put out as it is: to escape it takes four calls and changes nothing. A text is escaped by one of five.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self.writeline(f"from {__name__} import escaped")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if self._is_escaped(frame, finalize):
            self.write("(_put if (_kind := type(_put := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if self._is_escaped(frame, finalize):
            self.write(")) is Markup else escaped(_put) if _kind is str else escape(_put))")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Look an attribute up at once; whatever has none by that name is left to Jinja, which tries its items."""
        self.write("(_got if (_got := getattr((_of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(_of, {node.attr!r}))")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Import macros at once; those that ask for the context are made anew by Jinja each time."""
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.imported(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}, context)")

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
        if type(called) is not Macro and (type(called) not in _PLAIN or hasattr(called, "jinja_pass_arg")):
            return super().call(called, *args, **kwargs)
        if kwargs:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs) if type(called) is not Macro else self._drawn(called, args, kwargs)

    def _drawn(self, macro: Macro, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """What a macro draws; one that is called otherwise than by its arguments’ names is left to Jinja."""
        given, names = len(args), macro.arguments
        if given > len(names) or macro.catch_kwargs or macro.catch_varargs or macro.explicit_caller:
            return macro(self.eval_ctx, *args, **kwargs)
        arguments = [*args, *[kwargs.pop(name, missing) for name in names[given:]]]
        if macro.caller:
            arguments.append(kwargs.pop("caller", None) or macro._environment.undefined(name="caller"))  # noqa: SLF001
        if kwargs:
            raise TypeError(f"macro {macro.name!r} takes no {', '.join(kwargs)}")
        drawn = macro._func(*arguments)  # noqa: SLF001
        return drawn if type(drawn) is Markup or not self.eval_ctx.autoescape else Markup(drawn)  # noqa: S704


class Pages(Environment):
    """Jinja with one dictionary of globals for all pages: its chained ones cost a tenth of a page, import by import.

    A page imports a dozen others each time, so those are found by their name at once.
    """

    code_generator_class = Code
    context_class = Calls

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found: dict[str, Template] = {}
        self._imported: dict[str, Any] = {}

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

    def imported(self, name: str, parent: str | None, context: Context) -> Any:
        """The macros of a page; with the same globals everywhere they are made once."""
        if (macros := self._imported.get(name)) is None:
            macros = self.get_template(name, parent)._get_default_module(context)  # noqa: SLF001
            if not self.auto_reload:
                self._imported[name] = macros
        return macros

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return ChainMap(d, self.globals) if d else self.globals
