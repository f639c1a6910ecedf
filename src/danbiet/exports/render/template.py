"""Filling a .docx that an office has edited in Word: placeholders in, texts out, nothing else allowed.

A template speaks a small part of Jinja: `{{ name }}`, `{%p for x in list %}`, `{%p if name %}` and a few filters. What
a template may name is told by a `Vocabulary`; everything beyond is refused before anything is rendered, so that an
edited template can neither reach into the program nor stop it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError as JinjaError
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from .package import RefusedPackage, parse, read_package, tag
from .wording import xml_text

# What a template may name: None is a text or a yes/no, a mapping has fields, a list is looped over.
# (a list holds one item: the shape of all of its items)
Vocabulary = Mapping[str, Any]

_FILTERS = frozenset({"upper", "lower", "trim", "default", "length", "join", "first", "last"})
_LOOP = {"first": None, "last": None, "index": None, "index0": None, "length": None, "revindex": None}
_PLAIN_NODES = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Const,
    nodes.If,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.CondExpr,
    nodes.Concat,
    nodes.Keyword,
)
_WHOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TORN = re.compile(r"\{[{%#]|[}%#]\}")
_UNKNOWN = object()
_MAX_XML = 3 * 1024 * 1024


class ProblemCode(StrEnum):
    """Why an edited template cannot be used."""

    NOT_DOCX = "not_docx"
    PASSWORD_OR_OLD = "password_or_old"  # noqa: S105 - a reason, no secret
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    MACROS = "macros"
    ACTIVE_CONTENT = "active_content"
    EXTERNAL_CONTENT = "external_content"
    SYNTAX = "syntax"
    UNKNOWN_PLACEHOLDER = "unknown_placeholder"
    REFUSED_CONSTRUCT = "refused_construct"
    MISSING_PLACEHOLDER = "missing_placeholder"
    TABLE_NOT_ALONE = "table_not_alone"
    RENDER_FAILED = "render_failed"


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One thing wrong with a template; `detail` is the placeholder, part or words at fault (may be empty)."""

    code: ProblemCode
    detail: str = ""


class UnusableTemplate(Exception):
    """The template was refused; `problems` tells the office what to mend."""

    def __init__(self, problems: list[TemplateProblem]) -> None:
        super().__init__("; ".join(f"{problem.code}: {problem.detail}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template that passed every check: its parts, and the parsed source of those that hold placeholders."""

    parts: dict[str, bytes]
    sources: dict[str, nodes.Template]


def compile_template(data: bytes, *, vocabulary: Vocabulary, required: frozenset[str]) -> CompiledTemplate:
    """A template ready to be filled; raises UnusableTemplate with every problem found.

    `required` are the placeholders (dotted, as "phu_luc.bang") without which a document would lose content.
    """
    try:
        parts = read_package(data)
        trees = {name: parse(blob, name=name) for name, blob in parts.items() if name.endswith(".xml")}
        texts = {name: _patched(tree, name=name) for name, tree in trees.items() if _holds_text(name)}
    except RefusedPackage as refused:
        raise UnusableTemplate([TemplateProblem(ProblemCode(refused.code), refused.detail)]) from refused
    torn = [problem for name in texts for problem in _torn_placeholders(trees[name])]
    if torn:
        raise UnusableTemplate(torn)
    sources: dict[str, nodes.Template] = {}
    problems: list[TemplateProblem] = []
    for name, text in texts.items():
        try:
            sources[name] = _environment().parse(text)
        except JinjaError as error:
            problems.append(TemplateProblem(ProblemCode.SYNTAX, _near(error, text)))
    used: set[str] = set()
    for source in sources.values():
        problems += _Inspection(used).problems(source, vocabulary)
    if not problems:
        missing = sorted(required - used)
        problems = [TemplateProblem(ProblemCode.MISSING_PLACEHOLDER, name) for name in missing]
    if problems:
        raise UnusableTemplate(list(dict.fromkeys(problems)))
    return CompiledTemplate(parts, sources)


def fill(template: CompiledTemplate, context: Mapping[str, Any]) -> dict[str, bytes]:
    """The parts with every placeholder replaced; texts of the context are never read as placeholders themselves."""
    environment = _environment()
    filled = dict(template.parts)
    for name, source in template.sources.items():
        try:
            text = environment.from_string(source).render(context).encode("utf-8")
            parse(text, name=name)
        except (JinjaError, RefusedPackage, TypeError, ValueError) as error:
            raise UnusableTemplate([TemplateProblem(ProblemCode.RENDER_FAILED, str(error))]) from error
        filled[name] = text
    return filled


def _holds_text(name: str) -> bool:
    return (
        name.startswith("word/")
        and name.endswith(".xml")
        and name[5:].startswith(("document", "header", "footer"))
    )


def _torn_placeholders(tree: etree._Element) -> Iterator[TemplateProblem]:
    """Placeholders that are opened and not closed, or closed and not opened, in one paragraph."""
    for paragraph in tree.iter(tag("p")):
        text = "".join(node.text or "" for node in paragraph.iter(tag("t")))
        if _TORN.search(_WHOLE.sub("", text)):
            yield TemplateProblem(ProblemCode.SYNTAX, text.strip())


def _patched(tree: etree._Element, *, name: str) -> str:
    """The part's XML with placeholders that Word scattered over several runs put together again."""
    text = etree.tostring(tree, encoding="unicode")
    if len(text) > _MAX_XML:
        raise RefusedPackage("too_large", name)
    patched: str = DocxTemplate(io.BytesIO()).patch_xml(text)
    # a line per paragraph lets a syntax error be told with the words around it
    return patched.replace("<w:p ", "\n<w:p ").replace("<w:p>", "\n<w:p>")


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(autoescape=True, finalize=_finalised)
    environment.globals.clear()
    return environment


def _finalised(value: object) -> Markup:
    if isinstance(value, Markup):
        return value
    return Markup(xml_text(str(value)))  # noqa: S704 - xml_text has escaped it


def _near(error: JinjaError, text: str) -> str:
    line = getattr(error, "lineno", None)
    lines = text.splitlines()
    words = ""
    if line and 0 < line <= len(lines):
        fragment = etree.fromstring(
            f"<x>{lines[line - 1]}</x>", etree.XMLParser(recover=True, resolve_entities=False)
        )
        words = "".join(fragment.itertext()).strip() if fragment is not None else ""
    return f"{error.message or error}: {words}" if words else str(error.message or error)


class _Inspection:
    """Walks a parsed template once, knowing what each name stands for at that place."""

    def __init__(self, used: set[str]) -> None:
        self._used = used
        self._found: list[TemplateProblem] = []

    def problems(self, source: nodes.Template, vocabulary: Vocabulary) -> list[TemplateProblem]:
        self._visit(source, {name: (name, shape) for name, shape in vocabulary.items()})
        return self._found

    def _visit(self, node: nodes.Node, scope: dict[str, tuple[str, Any]]) -> None:
        if isinstance(node, nodes.Name | nodes.Getattr):
            self._shape(node, scope)
        elif isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, _PLAIN_NODES) or _is_plain_call(node):
            self._children(node, scope)
        else:
            self._report(ProblemCode.REFUSED_CONSTRUCT, getattr(node, "name", "") or type(node).__name__)

    def _children(self, node: nodes.Node, scope: dict[str, tuple[str, Any]]) -> None:
        for child in node.iter_child_nodes():
            self._visit(child, scope)

    def _loop(self, node: nodes.For, scope: dict[str, tuple[str, Any]]) -> None:
        path, shape = self._shape(node.iter, scope)
        if shape is _UNKNOWN:
            return
        if not isinstance(shape, list) or not isinstance(node.target, nodes.Name) or node.recursive:
            self._report(ProblemCode.REFUSED_CONSTRUCT, f"for {path}")
            return
        inner = {**scope, node.target.name: (path, shape[0]), "loop": ("loop", _LOOP)}
        for child in _inside(node):
            self._visit(child, inner)

    def _shape(self, node: nodes.Node, scope: dict[str, tuple[str, Any]]) -> tuple[str, Any]:
        """The dotted path a name stands for and its shape; an unknown one is reported."""
        if isinstance(node, nodes.Name):
            path, shape = scope.get(node.name, (node.name, _UNKNOWN))
        elif isinstance(node, nodes.Getattr):
            before, owner = self._shape(node.node, scope)
            if owner is _UNKNOWN:
                return before, _UNKNOWN
            path = f"{before}.{node.attr}"
            shape = owner.get(node.attr, _UNKNOWN) if isinstance(owner, Mapping) else _UNKNOWN
        else:
            self._report(ProblemCode.REFUSED_CONSTRUCT, type(node).__name__)
            return "", _UNKNOWN
        if shape is _UNKNOWN:
            self._report(ProblemCode.UNKNOWN_PLACEHOLDER, path)
        self._used.add(path)
        return path, shape

    def _report(self, code: ProblemCode, detail: str) -> None:
        self._found.append(TemplateProblem(code, detail))


def _inside(node: nodes.For) -> Iterator[nodes.Node]:
    yield from node.body
    yield from node.else_
    if node.test is not None:
        yield node.test


def _is_plain_call(node: nodes.Node) -> bool:
    """A filter or test that only looks at a value or rewrites a text."""
    if isinstance(node, nodes.Filter):
        return node.name in _FILTERS and not node.dyn_args and not node.dyn_kwargs
    return isinstance(node, nodes.Test) and node.name in {"defined", "none"}
