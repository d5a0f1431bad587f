"""Forms by which articles are written."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, TextAreaField

from club.core.forms import NeededLater, OnceForm, VersionedForm, no_control_characters
from club.news.actions import ArticleFacts
from club.talks.acting_views import is_editor
from club.talks.forms import CorrectedFields, not_too_much


class ArticleFields(CorrectedFields):
    """What an article has."""

    body = TextAreaField(_("Text"), [NeededLater(), not_too_much, no_control_characters])
    is_page = BooleanField(_("A page of the site, such as one about the club, and no news"))

    @property
    def words(self) -> TextAreaField:
        """The text itself."""
        return self.body

    def facts(self) -> ArticleFacts:
        """What was typed, as the action takes it."""
        return ArticleFacts(
            title=self.title.data,
            lang=self.lang.data,
            body=self.body.data or "",
            summary=self.summary.data or "",
            section_id=self.section_id,
            source=self.source.data or "",
            original=self.original.data or "",
            is_page=bool(self.is_page.data if is_editor() else self.is_page.object_data),
        )


class NewArticleForm(ArticleFields, OnceForm):
    """A new article."""


class ArticleForm(ArticleFields, VersionedForm):
    """An article that is there."""
