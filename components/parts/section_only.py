"""What a chart of industries says of enterprises whose section alone is known."""

from components.claims.sentence import AltText, Sentence
from components.contract.exhibit import View
from data_layer.vocabulary.text import several


def with_section_only(view: View, sentence: AltText) -> AltText:
    """The sentence, and behind it how many have a section and no division, where some have.

    view: of a frame with the column `section_only`, the same in every row.
    """
    alone = int(view.frame["section_only"][0]) if view.frame.height else 0
    if not alone:
        return sentence
    counted = several(alone, "enterprise", "enterprises")
    words = view.say(f"其中{alone:,}家只知门类", f"of {counted} the section alone is known")
    parts = sentence.parts if isinstance(sentence, Sentence) else (sentence,) if sentence else ()
    return Sentence(view.lang, (*parts, words))
