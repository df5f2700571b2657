"""All naming cultures by name."""

from dataclasses import replace

from commonthread.synthetic.names import african_caribbean, british, east_asian_arab, european, south_asian
from commonthread.synthetic.names.culture import Culture

_INDIAN_MUSLIM = replace(
    south_asian.PAKISTANI,
    name="Indian Muslim",
    languages=("Gujarati", "Urdu"),
    rare_family=("Patel", "Bhayat", "Ismail", "Desai", "Musa", "Adam", "Bham", "Seedat", "Vohra", "Memon"),
    rare_family_share=0.6,
)

CULTURES: dict[str, Culture] = {
    culture.name: culture
    for module in (british, south_asian, african_caribbean, european, east_asian_arab)
    for culture in vars(module).values()
    if isinstance(culture, Culture)
} | {_INDIAN_MUSLIM.name: _INDIAN_MUSLIM}
