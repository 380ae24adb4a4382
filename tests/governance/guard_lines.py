"""Labelled lines for the privacy guard: invented, in French and English.

Numbers are fictitious: 555-01xx telephones, the SIN of the government's own samples
(046 454 286), health numbers made up from names that belong to nobody.
"""

from itertools import product

HEALTH_NUMBERS = (
    "TREM 5412 2816", "TREM54122816", "trem 5462 2816", "BÉLA 7101 0199",
    "XYXX-0012-3101", "GAGN\u00a09961\u00a03055", "ROYX.8302.1412", "TREM\u202f5458\u202f0916",
    "LAVO 4507-1203", "cote62512801",
)  # fmt: skip
HEALTH_CONTEXTS = (
    "Mon numéro est le {}.",
    "{} c'est ma carte soleil",
    "RAMQ : {}",
    "Numéro d’assurance maladie ({})",
    "My health card is {}",
    "Card no. {}, please check",
)
SOCIAL_NUMBERS = ("046 454 286", "046-454-286", "046454286", "046\u00a0454\u00a0286")
SOCIAL_CONTEXTS = (
    "mon NAS est {}",
    "NAS: {}",
    "numéro d’assurance sociale {}",
    "my SIN is {}",
    "{} is my social insurance number",
)
PHONES = (
    "819 555-0123",
    "(418) 555-0199",
    "1-800-555-0145",
    "514.555.0102",
    "4505550177",
)
PHONE_CONTEXTS = (
    "Appelez-moi au {}",
    "cell: {}",
    "Fax {}.",
    "Tél. {} le soir",
    "Call me at {}",
    "{} ext. 4",
)
MAILS = ("rose@exemple.example", "j.roy+x@coop.example", "MARC_ROY@poste.example")
MAIL_CONTEXTS = (
    "Écrivez à {}",
    "courriel : {}.",
    "Write to {} today",
    "{} (travail)",
    "cc {};",
    "<{}>",
)
POSTAL_CODES = ("G1R 4S9", "g1r4s9", "H2X-1Y4", "J0K 1A0")
POSTAL_CONTEXTS = ("J’habite en {}", "Postal code {}", "code postal: {}.")
ADDRESSES = (
    "123, rue des Érables", "4 avenue Bellevue", "1200 boulevard Laurier", "45 ch. Royal",
    "12 3e rang Sainte-Anne", "78 route 132", "9 Main Street", "300 Old Mill Road",
)  # fmt: skip
ADDRESS_CONTEXTS = ("J’habite au {}", "Livrez au {}.", "I live at {}", "{}, app. 2")
BIRTHS = (
    "né le 3 mars 1950", "née le 12/04/1938", "Date de naissance : 1950-03-02",
    "DDN 1950-03-02", "born on 3 March 1950", "born on March 3, 1950", "DOB: 03/04/1950",
    "Date of birth 1950-03-02",
)  # fmt: skip
LICENCES = ("T1234-567890-12", "T1234 567890 12", "t123456789012")
LICENCE_CONTEXTS = ("permis {}", "Licence {} (SAAQ)")
FILES = (
    "dossier no 12345",
    "Dossier 887766",
    "MRN 88812",
    "chart # 40512",
    "file number 1234567",
)
FILE_CONTEXTS = ("C’est le {}", "See {} please")
NAMES = (
    "M. Tremblay", "Mme Gagnon", "Dre Côté", "Dr Lavoie", "Mrs. Morin", "Mr Roy",
    "je m’appelle Ginette", "mon nom est Sylvain", "My name is Priya", "Mlle Fortin",
)  # fmt: skip
NAME_CONTEXTS = (
    "Hier {} a téléphoné.",
    "Demandez: {}.",
    "Note de suivi: {}, hier",
    "Yesterday, {} called.",
)
OWN_HEALTH = (
    "J’ai le diabète depuis dix ans", "je prends des pilules le matin",
    "Je suis en chimiothérapie", "mon asthme me réveille", "mes médicaments changent",
    "I have diabetes", "I take insulin twice a day", "my blood pressure pills",
    "I am pregnant and", "my depression came back", "je vis avec le VIH",
    "Ma tension artérielle monte",
)  # fmt: skip


def _filled(contexts: tuple[str, ...], things: tuple[str, ...]) -> list[str]:
    return [context.format(thing) for context, thing in product(contexts, things)]


# (line, tier, kind) that the guard must find
POSITIVE: list[tuple[str, str, str]] = [
    *((line, "block", "health_number") for line in _filled(HEALTH_CONTEXTS, HEALTH_NUMBERS)),
    *((line, "block", "social_number") for line in _filled(SOCIAL_CONTEXTS, SOCIAL_NUMBERS)),
    *((line, "warn", "maybe_social_number") for line in _filled(("{}", "No {}"), SOCIAL_NUMBERS)),
    *((line, "warn", "phone") for line in _filled(PHONE_CONTEXTS, PHONES)),
    *((line, "warn", "email") for line in _filled(MAIL_CONTEXTS, MAILS)),
    *((line, "warn", "postal_code") for line in _filled(POSTAL_CONTEXTS, POSTAL_CODES)),
    *((line, "warn", "address") for line in _filled(ADDRESS_CONTEXTS, ADDRESSES)),
    *((line, "warn", "birth_date") for line in _filled(("{}", "Elle, {}."), BIRTHS)),
    *((line, "warn", "licence") for line in _filled(LICENCE_CONTEXTS, LICENCES)),
    *((line, "warn", "file_number") for line in _filled(FILE_CONTEXTS, FILES)),
    *((line, "warn", "name") for line in _filled(NAME_CONTEXTS, NAMES)),
    *((line, "coach", "own_health") for line in OWN_HEALTH),
    ("TREM 5499 2816", "warn", "maybe_health_number"),
    ("carte TREM 5413 2816", "warn", "maybe_health_number"),
]  # fmt: skip

# Lines of which nothing may be said
CLEAN = """
Je veux voir qui a ouvert mon dossier.
Un rappel la veille, vers 19 h 30, par texto.
Le 21 novembre 2026, l’assemblée a duré 2 h.
La version 2.10.300 corrige l’export de 2025-2026.
Budget : 1 234 567,89 $ sur 3 ans.
Le règlement 5.2 prévoit 15 jours d’avis.
Il y a 2 294 personnes ayant droit de vote.
Commit 3f2a9bc1d0e7, demande de tirage #4821.
Le code ISO 27001 et la norme RFC 8785.
FHIR R4, IPS 1.1, SMART v2.
On mesure 120/80 mm Hg, trois fois par jour.
G1R est un secteur de Québec.
L’hiver, le rang est fermé de 22 h à 6 h.
Les dossiers de 2019 à 2024 sont en papier.
Deux personnes sur 100 ont répondu.
La place du village a 45 arbres.
Il faut 18 jours de développement.
Température : 36,6 à 37,5 °C.
ISBN 978-2-1234-5680-3 en bibliothèque.
Mesdames et messieurs, la séance est ouverte.
Show every change since 2025-11-21 20:30:00.
Release v1.2.0 ships in 14 days.
A list of 10 000 rows must open in 2 s.
People with diabetes need a larger font.
Les personnes qui vivent avec le diabète ont besoin d’un tableau.
The file is 4 MB; the chart shows 12 months.
Members of 8 co-ops asked for this in 2026.
Use port 8443, not 443.
Error 404 on page 12 of 60.
Turn the page 90 degrees.
The road to the clinic is closed in winter.
UTF-8, base64 and SHA-256 are fine.
We need fields for 3 phone numbers.
Une adresse courriel par membre suffit.
Le taux de participation est de 7,3 %.
Chacun sa place, sans file d’attente.
""".strip().splitlines()
