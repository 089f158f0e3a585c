"""The route getPublicForm."""

from secrets import token_hex

from onetick.forms import links
from onetick.forms.schemas import PublicFormView, PublicQuestionView
from onetick.forms.targets import opened
from onetick.kernel import grants
from onetick.kernel.entry import Public, route
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/forms/{public_token}",
    can=Public(reason="Whoever has the link may fill in the form; it shows the questions, nothing of the team."),
    endpoint="A",
    problems=[NotFound],
    enters=True,
    grants=[grants.read_secret(links.SECRET)],
)
def handler(work: Work, public_token: str) -> PublicFormView:
    """Open a form.

    For the page that its link leads to. Send the proof back with the answers.
    """
    form = opened(work, public_token)
    return PublicFormView(
        name=form.name,
        description=form.description,
        questions=tuple(PublicQuestionView.model_validate(question) for question in form.questions),
        color=form.color,
        proof=links.proof(form, work.now, token_hex(8)),
    )
