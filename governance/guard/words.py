"""The word lists of the privacy guard, French and English, without accents."""

import re

MONTHS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]

# A title or “my name is” and a capitalised word. Matched on text that keeps its case.
NAME = (
    r"(?:(?<![\w.])(?:M\.|Mme|Mlle|Madame|Monsieur|Mr\.?|Mrs\.?|Ms\.?|Miss)\s+"
    r"(?=[A-Z])(?!(?:La|Le|Les|Tout|Toute|The|Chose|Unetelle|X)\b)[A-Z][\w'\-]*"
    r"|(?<![\w.])(?:Dre?|Me)\.?\s+[A-Z][a-z][\w'\-]*"
    r"|(?i:je m'appelle|mon nom est|my name is)\s+[A-Z][\w'\-]*)"
)

FIRST_PERSON = (
    r"j'ai|je suis|je prends|je souffre|je fais|je vis avec|mon|ma|mes|nous avons"
    r"|i have|i am|i'm|i take|i suffer|i live with|my"
)
HEALTH = (
    r"diabet\w*|cancers?|tumeurs?|tumou?rs?|depressi\w*|depression|anxi\w+|bipolaire"
    r"|bipolar|schizophren\w*|vih|hiv|sida|aids|hepatit\w*|epilep\w*|asthm\w*|mpoc|copd"
    r"|arthrit\w*|arthrose|parkinson|alzheimer|demence|dementia|sclerose|sclerosis"
    r"|insuffisance|heart (?:failure|attack|disease)|infarctus|avc|stroke|cholesterol"
    r"|hypertension|haute pression|high blood pressure|migraines?|eczema|psoriasis"
    r"|enceinte|pregnan\w*|avortement|abortion|menopaus\w*|dialyse|dialysis"
    r"|insuline?|chimio\w*|chemo\w*|antidepresseurs?|antidepressants?|methadone"
    r"|alcool\w*|alcohol\w*|toxicoman\w*|addict\w*|suicid\w*|maladies?|disease|illness"
    r"|diagnosti\w*|pilules?|pills?|medicaments?|medication|medicine|ordonnances?"
    r"|prescriptions?|operation|surgery|chirurgie|douleurs?|pain|allerg\w*"
    r"|prises? de sang|blood (?:work|test)\w*|glycemie|blood sugar|tension arterielle"
)
OWN_HEALTH = re.compile(
    rf"(?<![\w'])(?:{FIRST_PERSON})\s(?:[^.!?\n]{{0,60}}?\W)??(?:{HEALTH})(?!\w)"
)
