"""The speaker of a speech is the person whom its title names."""

from __future__ import annotations

import pytest

import verbale

TEXT = "Good evening. I am glad to be in Lima. We will build a bridge in Peru."
TITLES = {
    "Address by Mr Tomas Berg, Deputy Secretary, Ministry of Law, at the Reef Forum": ("person:tomas-berg", "FJI"),
    "Speech by Minister for Law Ana Cruz at the opening of the new court": ("person:ana-cruz", "FJI"),
    "Keynote address by Prime Minister Jane Okoro of Ghana": ("person:jane-okoro", "GHA"),
    "Remarks by Minister Ana Cruz before a dinner with President Lena Vik of Norway": ("person:ana-cruz", "FJI"),
    "Remarks by Minister Ana Cruz and President Lena Vik of Norway": ("FJI",),
    "Statement by the spokesperson": ("FJI",),
    "Minister Ana Cruz on the state of the reefs": ("FJI",),
}


@pytest.mark.parametrize(("title", "speakers"), TITLES.items())
@pytest.mark.parametrize("written", [True, False])
def test_speaker(title: str, speakers: tuple[str, ...], written: bool) -> None:
    text = f"{title}\n\n{TEXT}"
    known = {} if written else {"title": title}
    assert verbale.read(text, date="2024-05-02", publisher="FJI", **known).speakers[0] == speakers
