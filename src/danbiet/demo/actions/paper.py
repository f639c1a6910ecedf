"""The Word file of plan 19/KH-UBND, made by our own renderer from the words of the demonstration."""

from __future__ import annotations

from danbiet.exports.render import OfficialHead, PlanDocument, PlanGroup, PlanTask, Section, render_plan

from ..calc import programme


def plan_file() -> bytes:
    """The plan as a .docx in the form of Nghị định 30/2020/NĐ-CP: body upright, appendix of 13 groups across."""
    return render_plan(
        PlanDocument(
            head=OfficialHead(
                issuer="Ủy ban nhân dân tỉnh Sóc Trăng",
                number=programme.NUMBER,
                place="Sóc Trăng",
                date=programme.ISSUED_ON,
                type_name=programme.TYPE_NAME,
                abstract=programme.ABSTRACT,
                recipients=programme.RECIPIENTS,
                signer_prefix="TM. Ủy ban nhân dân",
                signer_title="KT. Chủ tịch\nPhó Chủ tịch",
            ),
            legal_bases=programme.LEGAL_BASES,
            sections=tuple(
                Section(heading=one.heading, level=one.level, paragraphs=one.paragraphs)
                for one in programme.SECTIONS
            ),
            groups=tuple(_group(order, group) for order, group in enumerate(programme.GROUPS, 1)),
            appendix_title="Nhiệm vụ tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021",
        )
    )


def _group(order: int, group: programme.GroupWords) -> PlanGroup:
    return PlanGroup(
        order=_roman(order),
        title=group.title,
        tasks=tuple(
            PlanTask(
                order=str(place),
                content=task.content,
                forms=task.forms,
                product=task.product,
                leads=task.leads,
                supports=task.supports,
                schedule=task.schedule,
            )
            for place, task in enumerate(group.tasks, 1)
        ),
    )


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
