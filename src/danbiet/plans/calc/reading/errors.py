"""Why a file is refused. The caller words the refusal; here are only codes and figures."""


class UnreadableFile(Exception):
    """The file cannot become a plan; `code` names the reason, `params` the figures for the sentence."""

    code = "unreadable"

    def __init__(self, code: str = "", /, **params: object) -> None:
        self.code = code or type(self).code
        self.params = params
        super().__init__(self.code)


class NotAPlan(UnreadableFile):
    """A sound file in which no task was found."""

    code = "not_a_plan"


class PasswordProtected(UnreadableFile):
    """The file opens only with a password."""

    code = "password_protected"


class DamagedFile(UnreadableFile):
    """The file claims to be one we read and cannot be read to its end."""

    code = "damaged"


class TooLarge(UnreadableFile):
    """The file, or what it unpacks to, is larger than a plan can be."""

    code = "too_large"


class HoldsMacros(UnreadableFile):
    """The file carries program code."""

    code = "holds_macros"


class NotWord(UnreadableFile):
    """Another kind of file: an old .doc, a slide show, a picture, text."""

    code = "not_word"


class OnlyPictures(UnreadableFile):
    """A PDF whose pages are pictures: there are no words in it to read."""

    code = "only_pictures"
