#!/usr/bin/env python3
"""Vérifie un vote de Passerelle sans Passerelle. / Checks a Passerelle vote without it.

    python3 verify.py                        le dossier où se trouve ce fichier
                                             / the folder this file is in
    python3 verify.py DOSSIER.zip            un autre dossier / another bundle
    python3 verify.py --since NOTE.txt       continue-t-il un point de contrôle gardé?
                                             / does it continue a checkpoint you kept?
    python3 verify.py --receipt "vos mots"   montre un bulletin / shows a ballot
    python3 verify.py --line REF SEL         montre une ligne de la liste
                                             / shows a line of the roll
    python3 verify.py --promise NOTE.txt     la promesse d’un récépissé est-elle tenue?
                                             / is the promise of a receipt kept?
    --lang fr|en                             une seule langue / one language only

One file, Python's standard library only, no network. It counts by code of its own:
nothing is shared with the portal. Exit 0: everything agrees. Exit 1: one sentence
names the first thing that does not.

Dans ce fichier / In this file:
     1  Phrases, en français et en anglais / What is said, in French and English
     2  Fichiers et leur forme / Files and their one form
     3  Arbres de Merkle / Merkle trees (RFC 6962)
     4  Signatures (Ed25519, RFC 8032)
     5  Question et sort / The question and the lot
     6  Lecture des bulletins selon la règle / Ballots, read under each rule
     7  Comptes / Counting: 7.1 oui ou non / yes or no; 7.2 approbation et points /
        approval and points; 7.3 rangs, transferts / rankings whose papers pass on;
        7.4 rangs, deux par deux / rankings, two by two; 7.5 budget partagé / sharing
        out a budget; 7.6 toutes les règles / every rule
     8  Ce que dit la fiche des règles / What the rule sheet must say
     9  Comparaison des chiffres / Comparing figures
    10  Vérifications, dans l'ordre / The checks, in the order in which they are made
    11  Sa ligne et son bulletin / One's own line and ballot
    12  La commande / The command
"""

from __future__ import annotations

import argparse
import base64
import gc
import hashlib
import json
import re
import sys
import zipfile
from array import array
from binascii import unhexlify
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from datetime import datetime, timedelta
from fractions import Fraction
from heapq import heapify, heappop, heappush
from io import BytesIO
from itertools import chain
from operator import floordiv, mul
from pathlib import Path
from typing import Any

Files = dict[str, bytes]
Facts = dict[str, Any]
Sheet = dict[str, Any]

# --- 1. What is said, in French and English ------------------------------------------

SAID = {
    "missing": (
        "Le fichier {file} manque.",
        "The file {file} is missing.",
    ),
    "form": (
        "Ligne {line} de {file} : elle n’a pas la forme convenue.",
        "Line {line} of {file}: it is not in the agreed form.",
    ),
    "document": (
        "Le fichier {file} n’a pas la forme convenue.",
        "The file {file} is not in the agreed form.",
    ),
    "sheet": (
        "Le fichier rule-sheet.json n’est pas la fiche des règles scellée à l’ouverture (ligne 1 de ledger.jsonl).",
        "The file rule-sheet.json is not the rule sheet sealed at the opening (line 1 of ledger.jsonl).",
    ),
    "opened": (
        "Ligne 1 de ledger.jsonl : le registre ne commence pas par l’ouverture de ce vote.",
        "Line 1 of ledger.jsonl: the log does not begin with the opening of this vote.",
    ),
    "keys": (
        "Le fichier keys.txt ne porte pas la clé de la fiche des règles.",
        "The file keys.txt does not hold the key of the rule sheet.",
    ),
    "roll_size": (
        "La liste roll.jsonl compte {found} lignes; la fiche des règles en annonce {size}.",
        "The roll in roll.jsonl has {found} lines; the rule sheet says {size}.",
    ),
    "roll_size_corrected": (
        "La liste roll.jsonl compte {found} lignes; la fiche des règles et les corrections du registre en annoncent {size}.",
        "The roll in roll.jsonl has {found} lines; the rule sheet and the corrections on the log say {size}.",
    ),
    "roll_struck": (
        "Ligne {line} de roll.jsonl : elle a été retirée de la liste, et elle porte une marque de vote.",
        "Line {line} of roll.jsonl: it was struck from the roll, and it bears a mark of voting.",
    ),
    "corrected": (
        "Ligne {line} de ledger.jsonl : cette correction de la liste n’a pas la forme convenue.",
        "Line {line} of ledger.jsonl: this correction of the roll is not in the agreed form.",
    ),
    "corrected_line": (
        "Ligne {line} de ledger.jsonl : cette correction ne va pas avec la ligne {row} de roll.jsonl.",
        "Line {line} of ledger.jsonl: this correction does not fit line {row} of roll.jsonl.",
    ),
    "corrected_twice": (
        "Ligne {line} de ledger.jsonl : la ligne {row} de la liste a déjà été ajoutée ou retirée, à la ligne {first}.",
        "Line {line} of ledger.jsonl: line {row} of the roll was already added or struck, at line {first}.",
    ),
    "corrected_counts": (
        "Ligne {line} de ledger.jsonl : cette correction ne compte pas les personnes de la liste ou de {place} comme les lignes d’avant.",
        "Line {line} of ledger.jsonl: this correction does not count the people on the roll or of {place} as the lines before do.",
    ),
    "corrected_root": (
        "Ligne {line} de ledger.jsonl : l’empreinte de la liste n’est pas celle des lignes de roll.jsonl après cette correction.",
        "Line {line} of ledger.jsonl: the fingerprint of the roll is not that of the lines of roll.jsonl after this correction.",
    ),
    "corrected_missing": (
        "Ligne {line} de roll.jsonl : elle a été ajoutée ou retirée après l’ouverture, et aucune correction du registre ne le dit.",
        "Line {line} of roll.jsonl: it was added or struck after the opening, and no correction on the log says so.",
    ),
    "corrected_reworded": (
        "Point de contrôle {number} de {file} : la correction de la liste, à la ligne {size} de ledger.jsonl, n’est pas celle qui a été signée.",
        "Checkpoint {number} of {file}: the correction of the roll, at line {size} of ledger.jsonl, is not the one that was signed.",
    ),
    "roll_twice": (
        "Ligne {line} de roll.jsonl : cette personne y est déjà, à la ligne {first}.",
        "Line {line} of roll.jsonl: this person is already there, at line {first}.",
    ),
    "roll_root": (
        "La liste roll.jsonl n’est pas celle qui a été figée à l’ouverture : une ligne a été changée, ajoutée, retirée ou déplacée.",
        "The roll in roll.jsonl is not the one frozen at the opening: a line was changed, added, removed or moved.",
    ),
    "roll_place": (
        "Ligne {line} de roll.jsonl : « {place} » n’est pas une coopérative de ce vote.",
        "Line {line} of roll.jsonl: “{place}” is not a co-operative of this vote.",
    ),
    "place_size": (
        "La liste roll.jsonl compte {found} lignes pour {place}; la fiche des règles en annonce {size}.",
        "The roll in roll.jsonl has {found} lines for {place}; the rule sheet says {size}.",
    ),
    "roll_marks": (
        "Dans roll.jsonl, les marques de vote ou les coopératives ne sont pas celles du scellement (ligne {line} de ledger.jsonl).",
        "In roll.jsonl, the marks of who voted or the co-operatives are not those of the seal (line {line} of ledger.jsonl).",
    ),
    "order": (
        "Ligne {line} de ledger.jsonl : cette inscription n’est pas à sa place.",
        "Line {line} of ledger.jsonl: this entry is not in its place.",
    ),
    "unfinished": (
        "Le registre ledger.jsonl s’arrête avant le résultat.",
        "The log ledger.jsonl stops before the result.",
    ),
    "cast_twice": (
        "Ligne {line} de ledger.jsonl : cet engagement y est déjà, à la ligne {first}.",
        "Line {line} of ledger.jsonl: this commitment is already there, at line {first}.",
    ),
    "replaced": (
        "Ligne {line} de ledger.jsonl : elle retire un engagement qui n’est pas au registre, ou qui est déjà retiré.",
        "Line {line} of ledger.jsonl: it withdraws a commitment that is not on the log, or is already withdrawn.",
    ),
    "extended": (
        "Ligne {line} de ledger.jsonl : la clôture est repoussée autrement que la fiche des règles ne le permet.",
        "Line {line} of ledger.jsonl: the closing is put off in a way that the rule sheet does not allow.",
    ),
    "declared": (
        "Ligne {line} de ledger.jsonl : le vote est déclaré clos autrement que la fiche des règles ne le permet.",
        "Line {line} of ledger.jsonl: the vote is declared closed in a way that the rule sheet does not allow.",
    ),
    "casting": (
        "casting-vote.json : ce n’est pas une voix prépondérante que la fiche des règles permet pour ce résultat.",
        "casting-vote.json: this is not a casting vote that the rule sheet allows for this result.",
    ),
    "sealed_early": (
        "Ligne {line} de ledger.jsonl : le vote a été scellé avant sa clôture.",
        "Line {line} of ledger.jsonl: the vote was sealed before its closing.",
    ),
    "note": (
        "Point de contrôle {number} de {file} : il n’a pas la forme convenue.",
        "Checkpoint {number} of {file}: it is not in the agreed form.",
    ),
    "origin": (
        "Point de contrôle {number} de {file} : il vient d’un autre registre.",
        "Checkpoint {number} of {file}: it comes from another log.",
    ),
    "signature": (
        "Point de contrôle {number} de {file} : sa signature n’est pas celle de la clé de la fiche des règles.",
        "Checkpoint {number} of {file}: its signature is not by the key of the rule sheet.",
    ),
    "witness_file": (
        "Ligne {line} de witnesses.jsonl : ce n’est pas la clé d’une coopérative témoin.",
        "Line {line} of witnesses.jsonl: this is not the key of a witness co-operative.",
    ),
    "witness_unknown": (
        "Point de contrôle {number} de {file} : il porte une signature, au nom de « {name} », qui n’est ni celle du portail ni celle d’un témoin de witnesses.jsonl.",
        "Checkpoint {number} of {file}: it bears a signature, in the name of “{name}”, that is neither the portal’s nor that of a witness in witnesses.jsonl.",
    ),
    "witness_false": (
        "Point de contrôle {number} de {file} : la signature du témoin « {name} » est fausse.",
        "Checkpoint {number} of {file}: the signature of the witness “{name}” is false.",
    ),
    "note_order": (
        "Point de contrôle {number} de {file} : il n’est pas plus grand que le précédent.",
        "Checkpoint {number} of {file}: it is not larger than the one before.",
    ),
    "note_beyond": (
        "Point de contrôle {number} de {file} : il porte sur {size} lignes; ledger.jsonl n’en a que {lines}.",
        "Checkpoint {number} of {file}: it is over {size} lines; ledger.jsonl only has {lines}.",
    ),
    "note_root": (
        "Point de contrôle {number} de {file} : entre les lignes {start} et {size} de ledger.jsonl, une ligne n’est pas celle qui a été signée.",
        "Checkpoint {number} of {file}: between lines {start} and {size} of ledger.jsonl, a line is not the one that was signed.",
    ),
    "note_last": (
        "Aucun point de contrôle signé ne couvre les {lines} lignes de ledger.jsonl.",
        "No signed checkpoint covers the {lines} lines of ledger.jsonl.",
    ),
    "ballot_order": (
        "Ligne {line} de ballots.jsonl : ce récépissé n’est pas à sa place, ou y est deux fois.",
        "Line {line} of ballots.jsonl: this receipt is not in its place, or is there twice.",
    ),
    "ballot_unknown": (
        "Ligne {line} de ballots.jsonl : ce bulletin n’est pas un de ceux qui ont été déposés; son engagement n’est pas au registre.",
        "Line {line} of ballots.jsonl: this ballot is not one of those that were cast; its commitment is not on the log.",
    ),
    "ballot_withdrawn": (
        "Ligne {line} de ballots.jsonl : ce bulletin a été remplacé (ligne {other} de ledger.jsonl).",
        "Line {line} of ballots.jsonl: this ballot was replaced (line {other} of ledger.jsonl).",
    ),
    "ballot_nonce": (
        "Ligne {line} de ballots.jsonl : son nombre est aussi celui de la ligne {first}.",
        "Line {line} of ballots.jsonl: its number is also that of line {first}.",
    ),
    "ballot_missing": (
        "Ligne {line} de ledger.jsonl : le bulletin de cet engagement manque dans ballots.jsonl.",
        "Line {line} of ledger.jsonl: the ballot of this commitment is missing from ballots.jsonl.",
    ),
    "ballot_unfit": (
        "Ligne {line} de ballots.jsonl : ce bulletin n’en est pas un selon la règle du vote.",
        "Line {line} of ballots.jsonl: this is not a ballot under the rule of the vote.",
    ),
    "unfit_option": (
        "Ligne {line} de ballots.jsonl : ce bulletin nomme un besoin qui n’est pas soumis au vote.",
        "Line {line} of ballots.jsonl: this ballot names a need that is not on the ballot paper.",
    ),
    "unfit_repeated": (
        "Ligne {line} de ballots.jsonl : ce bulletin nomme deux fois le même besoin.",
        "Line {line} of ballots.jsonl: this ballot names the same need twice.",
    ),
    "unfit_many": (
        "Ligne {line} de ballots.jsonl : ce bulletin nomme plus de besoins que la règle ne le permet.",
        "Line {line} of ballots.jsonl: this ballot names more needs than the rule allows.",
    ),
    "unfit_points": (
        "Ligne {line} de ballots.jsonl : ce bulletin donne plus de points que la règle ne le permet.",
        "Line {line} of ballots.jsonl: this ballot gives more points than the rule allows.",
    ),
    "unfit_place": (
        "Ligne {line} de ballots.jsonl : ce bulletin vient d’une coopérative qui n’est pas de ce vote.",
        "Line {line} of ballots.jsonl: this ballot comes from a co-operative that is not of this vote.",
    ),
    "few_told": (
        "La liste montre à part {place}, où {voted} personnes seulement ont voté : la fiche des règles l’interdit.",
        "The roll shows {place} apart, where only {voted} people voted: the rule sheet forbids it.",
    ),
    "place_many": (
        "Il y a {ballots} bulletins de {place}, dont la liste compte {size} personnes.",
        "There are {ballots} ballots from {place}, whose roll has {size} people.",
    ),
    "place_marks": (
        "Il y a {ballots} bulletins de {place}, et {voted} personnes y sont marquées comme ayant voté.",
        "There are {ballots} ballots from {place}, and {voted} people there are marked as having voted.",
    ),
    "roll_both": (
        "Ligne {line} de roll.jsonl : cette personne a voté en ligne et a pris un bulletin de papier.",
        "Line {line} of roll.jsonl: this person voted online and took a paper ballot.",
    ),
    "paper_marks": (
        "Ligne {line} de ledger.jsonl : {marked} personnes auraient pris un bulletin de papier; roll.jsonl en marque {found}.",
        "Line {line} of ledger.jsonl: {marked} people would have taken a paper ballot; roll.jsonl marks {found}.",
    ),
    "paper_used": (
        "Il y a {used} bulletins de papier comptés, et {taken} personnes en ont pris un.",
        "There are {used} paper ballots counted, and {taken} people took one.",
    ),
    "paper_unfit": (
        "Ligne {line} de ledger.jsonl : les chiffres des bulletins de papier (lot {batch}) ne concordent pas entre eux ou avec la règle du vote.",
        "Line {line} of ledger.jsonl: the figures of the paper ballots (batch {batch}) do not fit each other or the rule of the vote.",
    ),
    "paper_twice": (
        "Ligne {line} de ledger.jsonl : le lot de bulletins de papier {batch} y est deux fois.",
        "Line {line} of ledger.jsonl: the batch of paper ballots {batch} is there twice.",
    ),
    "term": (
        "La fiche des règles se contredit, ou annonce une autre règle que celle qui est recomptée ici : « {name} » y vaut {told}, au lieu de {found}.",
        "The rule sheet contradicts itself, or gives another rule than the one recounted here: “{name}” is {told} there, instead of {found}.",
    ),
    "marks": (
        "Il y a {ballots} bulletins et {voted} personnes marquées comme ayant voté.",
        "There are {ballots} ballots and {voted} people marked as having voted.",
    ),
    "sealed": (
        "Ligne {line} de ledger.jsonl : le scellement ne dit pas le nombre de bulletins ou de votes de ce dossier.",
        "Line {line} of ledger.jsonl: the seal does not give the number of ballots or of votes of this bundle.",
    ),
    "ballots_root": (
        "Les bulletins de ballots.jsonl ne sont pas ceux du scellement (ligne {line} de ledger.jsonl).",
        "The ballots in ballots.jsonl are not those of the seal (line {line} of ledger.jsonl).",
    ),
    "rule": (
        "Ce vérificateur ne sait pas recompter la règle « {rule} », version {version}. Tout le reste a été vérifié.",
        "This verifier cannot recount the rule “{rule}”, version {version}. Everything else was checked.",
    ),
    "figure": (
        "Le résultat publié ne correspond pas au recomptage : « {name} » vaut {told} dans result.json, et {found} au recomptage.",
        "The published result does not match the recount: “{name}” is {told} in result.json, and {found} in the recount.",
    ),
    "result": (
        "Le fichier result.json n’est pas celui du registre (ligne {line} de ledger.jsonl).",
        "The file result.json is not the one on the log (line {line} of ledger.jsonl).",
    ),
    "seal": (
        "Le sceau du résultat n’est pas celui de ces bulletins, de ces règles et de ces chiffres.",
        "The seal of the result is not that of these ballots, rules and figures.",
    ),
    "sum": (
        "Le fichier {file} n’est pas celui de SHA256SUMS.",
        "The file {file} is not the one in SHA256SUMS.",
    ),
    "sum_missing": (
        "SHA256SUMS ne nomme pas le fichier {file}.",
        "SHA256SUMS does not name the file {file}.",
    ),
    "too_large": (
        "Le fichier {file} est trop grand pour un dossier de vote.",
        "The file {file} is too large for the bundle of a vote.",
    ),
    "no_bundle": (
        "Il n’y a pas de dossier de vote à cet endroit.",
        "There is no bundle of a vote at this place.",
    ),
    "fine": (
        "Tout concorde : ce vote peut être recompté, et le compte est bon.",
        "Everything agrees: this vote can be recounted, and the count is right.",
    ),
    "fine_sheet": (
        "Les règles sont celles qui ont été scellées à l’ouverture. Leur sceau : {sheet}. Comparez-le à celui que vous avez noté.",
        "The rules are those sealed at the opening. Their seal: {sheet}. Compare it with the one you noted.",
    ),
    "fine_roll": (
        "La liste compte {roll} personnes, les mêmes qu’à l’ouverture, chacune une fois. {voted} ont voté.",
        "The roll has {roll} people, the same as at the opening, each once. {voted} voted.",
    ),
    "fine_roll_corrected": (
        "La liste compte {roll} personnes, chacune une fois : les {opened} de l’ouverture, plus {added} ajoutées et moins {struck} retirées depuis. Chaque correction est au registre, avec sa raison. {voted} ont voté.",
        "The roll has {roll} people, each once: the {opened} of the opening, plus {added} added and minus {struck} struck since. Each correction is on the log, with its reason. {voted} voted.",
    ),
    "fine_ledger": (
        "Le registre compte {lines} lignes et {notes} points de contrôle signés par {signer}; chacun continue le précédent.",
        "The log has {lines} lines and {notes} checkpoints signed by {signer}; each continues the one before.",
    ),
    "fine_witnesses": (
        "Le dernier point de contrôle, qui couvre tout le registre, est aussi signé par ces coopératives témoins ({witnesses}) : {names}. Demandez-leur si la clé de witnesses.jsonl est bien la leur.",
        "The last checkpoint, which covers the whole log, is also signed by these witness co-operatives ({witnesses}): {names}. Ask them whether the key in witnesses.jsonl is theirs.",
    ),
    "fine_witnessed": (
        "Aucune coopérative témoin n’a signé le dernier point de contrôle; {early} signatures de témoins sont sous de plus anciens.",
        "No witness co-operative signed the last checkpoint; {early} signatures of witnesses are under earlier ones.",
    ),
    "fine_no_witness": (
        "Aucune coopérative témoin n’a signé le registre : seuls les points de contrôle que quelqu’un a gardés (--since) montreraient qu’il a été récrit.",
        "No witness co-operative signed the log: only checkpoints that somebody kept (--since) would show that it was rewritten.",
    ),
    "fine_ballots": (
        "Il y a {ballots} bulletins. Chacun avait été engagé au registre avant le scellement; aucun n’est double, aucun ne manque.",
        "There are {ballots} ballots. Each was committed to on the log before the seal; none is there twice, none is missing.",
    ),
    "fine_count": (
        "Le recomptage selon la règle du vote ({rule}) donne les chiffres publiés.",
        "The recount under the rule of the vote ({rule}) gives the published figures.",
    ),
    "fine_extended": (
        "La clôture a été repoussée jusqu’au {until} (UTC); la raison est au registre.",
        "The closing was put off until {until} (UTC); the reason is on the log.",
    ),
    "fine_declared": (
        "La présidence de l’assemblée a déclaré le vote clos avant son heure, à {declared} (UTC), comme la fiche des règles le permet.",
        "The chair of the meeting declared the vote closed before its hour, at {declared} (UTC), as the rule sheet allows.",
    ),
    "fine_casting": (
        "Le dépouillement donne une égalité. La présidence de l’assemblée l’a ensuite tranchée par sa voix prépondérante, comme la fiche des règles le permet; sa réponse et sa raison sont dans casting-vote.json, que le registre ne lie pas.",
        "The count gives a tie. The chair of the meeting then broke it with a casting vote, as the rule sheet allows; the answer and the reason are in casting-vote.json, which the log does not bind.",
    ),
    "fine_paper": (
        "{papers} bulletins de papier sont comptés avec eux, et {taken} personnes en avaient pris un. Ce que disent les papiers, seules les personnes qui les ont comptés l’ont vu.",
        "{papers} paper ballots are counted with them, and {taken} people had taken one. What the papers say was seen only by those who counted them.",
    ),
    "fine_lot": (
        "Une égalité a été tranchée par tirage au sort, à partir de l’empreinte des bulletins ({root}). Refait ici, le tirage donne la même chose.",
        "A tie was broken by lot, drawn from the fingerprint of the ballots ({root}). Drawn again here, it gives the same.",
    ),
    "fine_since": (
        "Le registre continue le point de contrôle que vous aviez gardé ({size} lignes).",
        "The log continues the checkpoint that you kept ({size} lines).",
    ),
    "own_line_online": (
        "Ligne {line} de roll.jsonl : vous êtes sur la liste, et vous avez voté en ligne.",
        "Line {line} of roll.jsonl: you are on the roll, and you voted online.",
    ),
    "own_line_paper": (
        "Ligne {line} de roll.jsonl : vous êtes sur la liste, et vous avez pris un bulletin de papier.",
        "Line {line} of roll.jsonl: you are on the roll, and you took a paper ballot.",
    ),
    "own_line_silent": (
        "Ligne {line} de roll.jsonl : vous êtes sur la liste, et vous n’avez pas voté.",
        "Line {line} of roll.jsonl: you are on the roll, and you did not vote.",
    ),
    "own_line_struck": (
        "Ligne {line} de roll.jsonl : vous étiez sur la liste, et une correction en a retiré votre ligne. La raison est au registre.",
        "Line {line} of roll.jsonl: you were on the roll, and a correction struck you from it. The reason is on the log.",
    ),
    "no_line": (
        "Aucune ligne de roll.jsonl n’est la vôtre, avec cette référence et ce sel.",
        "No line of roll.jsonl is yours, with this reference and this salt.",
    ),
    "own_ballot": (
        "Ligne {line} de ballots.jsonl : {words}. Tel qu’il est écrit : {choices}. Nombre : {nonce}. Engagement : {commitment}.",
        "Line {line} of ballots.jsonl: {words}. As it is written: {choices}. Number: {nonce}. Commitment: {commitment}.",
    ),
    "promise_kept": (
        "La promesse est tenue : cette empreinte est à la ligne {line} de ledger.jsonl.",
        "The promise is kept: this fingerprint is at line {line} of ledger.jsonl.",
    ),
    "no_promise_kept": (
        "Promesse rompue : le portail a signé que l’empreinte {commitment} serait au registre; elle n’y est pas. Gardez cette note, c’est une preuve.",
        "Promise broken: the portal signed that the fingerprint {commitment} would be on the log; it is not. Keep this note, it is proof.",
    ),
    "no_promise": (
        "Cette note n’est pas une promesse signée par la clé de ce vote.",
        "This note is no promise signed by the key of this vote.",
    ),
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
    "abstain": ("abstention", "abstention"),
    "from_place": ("{answer} (de {place})", "{answer} (from {place})"),
    "some_points": ("{need} : {points}", "{need}: {points}"),
    "blank": ("bulletin blanc", "blank ballot"),
    "no_ballot": (
        "Aucun bulletin compté n’a ce récépissé.",
        "No ballot counted has this receipt.",
    ),
}
RULE_NAMES = {
    "majority": ("oui, non ou abstention", "yes, no or abstain"),
    "approval": (
        "choisir jusqu’à un certain nombre", "choose up to a number",
    ),
    "points": ("donner des points", "give points"),
    "irv": (
        "mettre en ordre, un besoin est retenu", "put in order, one is retained",
    ),
    "stv": (
        "mettre en ordre, plusieurs besoins sont retenus",
        "put in order, several are retained",
    ),
    "schulze": (
        "mettre en ordre, comparer deux à deux", "put in order, compared two by two",
    ),
    "mes": ("partager les jours de développement", "share out the developer-days"),
    "mes-plain": (
        "partager les jours de développement, une seule fois",
        "share out the developer-days, once",
    ),
    "greedy": ("les plus choisis d’abord", "most chosen first"),
    "double-majority": (
        "oui ou non, par les membres et par les coops",
        "yes or no, by members and by co-ops",
    ),
    "delegates": (
        "oui ou non, par les personnes déléguées des coops",
        "yes or no, by delegates of co-ops",
    ),
}  # fmt: skip
LANGUAGES = ("fr", "en")


NARROW = ((" :", "\u00a0:"), ("« ", "«\u00a0"), (" »", "\u00a0»"))


def say(key: str, language: str, **facts: Any) -> str:
    sentence = SAID[key][LANGUAGES.index(language)]
    for plain, bound in NARROW:  # French does not part these at the end of a line
        sentence = sentence.replace(plain, bound)
    return sentence.format(**facts)


class Broken(Exception):
    """The first thing that does not agree: a key of SAID and its facts."""

    def __init__(self, key: str, **facts: Any) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts

    def said(self, language: str) -> str:
        return say(self.key, language, **self.facts)


# --- 2. Files and their one form -----------------------------------------------------

PUBLISHED = (
    "rule-sheet.json", "roll.jsonl", "ledger.jsonl", "checkpoints.txt", "ballots.jsonl",
    "result.json", "keys.txt",
)  # fmt: skip
WITNESSES = "witnesses.jsonl"  # only where a witness signed
LARGEST = 1 << 30  # bytes; a file of a million ballots has 200 million


def read_bundle(path: Path | str) -> Files:
    """The files of a folder or of a zip, by name."""
    path, found = Path(path), {}
    if path.is_dir():
        for file in path.iterdir():
            if file.is_file():
                _refuse_large(file.name, file.stat().st_size)
                found[file.name] = file.read_bytes()
        return found
    try:
        with zipfile.ZipFile(path) as packed:
            for row in packed.infolist():
                _refuse_large(row.filename, row.file_size)
                found[row.filename.rsplit("/", 1)[-1]] = packed.read(row)
    except (OSError, zipfile.BadZipFile) as wrong:
        raise Broken("no_bundle") from wrong
    return found


def _refuse_large(name: str, size: int) -> None:
    if size > LARGEST:
        raise Broken("too_large", file=name)


def canonical(value: Any) -> bytes:
    text = json.dumps(
        value,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )
    return text.encode()


def parsed(data: bytes) -> dict[str, Any] | None:
    """A JSON object in its one form (sorted keys, no spaces, UTF-8); else None."""
    try:
        value = json.loads(data.decode())
        return value if type(value) is dict and canonical(value) == data else None
    except (ValueError, RecursionError):
        return None


def document(files: Files, name: str) -> dict[str, Any]:
    value = parsed(files[name])
    if value is None:
        raise Broken("document", file=name)
    return value


def lines_of(files: Files, name: str) -> list[bytes]:
    """The lines of a file, each ended by a line feed; the file leaves ``files``, so
    that a large bundle is in memory once."""
    data = files.pop(name)
    if not data:
        return []
    lines = data.split(b"\n")
    if lines.pop() != b"":
        raise Broken("form", file=name, line=len(lines) + 1)
    return lines


def each_line(files: Files, name: str) -> Iterator[bytes]:
    """The same, one after the other: the file is never there twice."""
    data = files.pop(name)
    if data and data[-1:] != b"\n":
        raise Broken("form", file=name, line=data.count(b"\n") + 1)
    for line in BytesIO(data):
        yield line[:-1]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- 3. Merkle trees (RFC 6962) ------------------------------------------------------


class Tree:
    """Every full subtree of a list of lines, so that the root of any beginning of the
    list is read off."""

    def __init__(self, lines: list[bytes]) -> None:
        digest = hashlib.sha256
        level = [digest(b"\x00" + line).digest() for line in lines]
        self.levels = [level]
        while len(level) > 1:
            pairs = zip(level[::2], level[1::2])  # noqa: B905 - the odd one waits
            level = [digest(b"\x01" + a + b).digest() for a, b in pairs]
            self.levels.append(level)

    def root(self, size: int) -> bytes:
        """Of the first ``size`` lines."""
        tops: list[bytes] = []
        start = 0
        for height in range(size.bit_length() - 1, -1, -1):
            if size >> height & 1:
                tops.append(self.levels[height][start >> height])
                start += 1 << height
        if not tops:
            return hashlib.sha256(b"").digest()
        top = tops.pop()
        while tops:
            top = hashlib.sha256(b"\x01" + tops.pop() + top).digest()
        return top


class RollTree:
    """The same tree over leaves of which one may be changed, or added at the end: an
    odd one goes up as it is."""

    def __init__(self, leaves: list[bytes]) -> None:
        level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
        self.levels = [level]
        while len(level) > 1:
            level = [self.above(level, at) for at in range(0, len(level), 2)]
            self.levels.append(level)

    @staticmethod
    def above(level: list[bytes], at: int) -> bytes:
        """What stands over the pair that begins at an even place."""
        pair = level[at : at + 2]
        return (
            hashlib.sha256(b"\x01" + b"".join(pair)).digest() if pair[1:] else pair[0]
        )

    def put(self, at: int, leaf: bytes) -> None:
        """Write the leaf at this place, or at the first free one."""
        node = hashlib.sha256(b"\x00" + leaf).digest()
        for height in range(len(self.levels) + 1):
            if height == len(self.levels):
                self.levels.append([])
            level = self.levels[height]
            level[at : at + 1] = [node]
            if len(level) == 1:
                return
            node, at = self.above(level, at & ~1), at >> 1

    def root(self) -> str:
        return self.levels[-1][0].hex()


def top_of(level: list[bytes]) -> bytes:
    """The same root, without keeping the tree: one level at a time."""
    digest = hashlib.sha256
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2])  # noqa: B905 - an odd one goes up as it is
        odd = level[-1:] if len(level) % 2 else []
        level = [digest(b"\x01" + a + b).digest() for a, b in pairs] + odd
    return level[0] if level else digest(b"").digest()


def root_of(lines: list[bytes]) -> str:
    digest = hashlib.sha256
    return top_of([digest(b"\x00" + line).digest() for line in lines]).hex()


class Growing:
    """The root of lines that come one after the other and are not kept."""

    FULL = 4096  # a power of two: a full subtree

    def __init__(self) -> None:
        self.tops: list[bytes] = []
        self.leaves: list[bytes] = []

    def add(self, line: bytes) -> None:
        self.leaves.append(hashlib.sha256(b"\x00" + line).digest())
        if len(self.leaves) == self.FULL:
            self.tops.append(top_of(self.leaves))
            self.leaves = []

    def root(self) -> str:
        rest = [top_of(self.leaves)] if self.leaves else []
        return top_of(self.tops + rest).hex()


# --- 4. Signatures (Ed25519, RFC 8032) -----------------------------------------------

Point = tuple[int, int, int, int]
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def _plus(a: Point, b: Point) -> Point:
    one, two = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    three, four = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(factor: int, point: Point) -> Point:
    total = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = _plus(total, point)
        point, factor = _plus(point, point), factor >> 1
    return total


_COMBS: dict[Point, list[list[Point]]] = {}
FEW_KEYS = 16  # of those used often, each with 960 points


def _times_often(factor: int, point: Point) -> Point:
    """The same for a point that comes back, such as a key: its multiples by every
    hexadecimal digit at every place are kept."""
    if point not in _COMBS and len(_COMBS) < FEW_KEYS:
        rows, step = [], point
        for _ in range(64):
            row = [(0, 1, 1, 0)]
            for _ in range(15):
                row.append(_plus(row[-1], step))
            rows.append(row)
            step = _plus(row[-1], step)
        _COMBS[point] = rows
    if point not in _COMBS:
        return _times(factor, point)
    total = (0, 1, 1, 0)
    for row in _COMBS[point]:
        total, factor = _plus(total, row[factor & 15]), factor >> 4
    return total


def _point(encoded: bytes) -> Point | None:
    """The point that 32 bytes name; None where they name none."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)


def is_signed(message: bytes, signature: bytes, key: bytes) -> bool:
    if len(signature) != 64 or len(key) != 32:
        return False
    point, commit = _point(key), _point(signature[:32])
    proof = int.from_bytes(signature[32:], "little")
    if point is None or commit is None or proof >= ORDER:
        return False
    asked = hashlib.sha512(signature[:32] + key + message).digest()
    left = _times_often(proof, BASE)
    right = _plus(commit, _times_often(int.from_bytes(asked, "little") % ORDER, point))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def decoded(text: str) -> bytes | None:
    """Base64 in its one form; None otherwise."""
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        return None
    return raw if base64.b64encode(raw).decode() == text else None


class Signer:
    """A public key as C2SP writes it: name+id+base64."""

    kind = b"\x01"

    def __init__(self, text: str) -> None:
        self.name, self.id, encoded = text.split("+", 2)
        raw = decoded(encoded) or b""
        self.key = raw[1:]
        named = hashlib.sha256(self.name.encode() + b"\n" + self.kind + self.key)
        right = named.hexdigest()[:8] == self.id
        if raw[:1] != self.kind or len(self.key) != 32 or not right:
            raise ValueError(text)

    def signed(self, text: str, signatures: list[str]) -> bool:
        for line in signatures:
            mark, _, rest = line.partition(" ")
            name, _, encoded = rest.partition(" ")
            raw = decoded(encoded)
            if mark != "—" or raw is None:
                continue
            if (name, raw[:4].hex()) == (self.name, self.id):
                return is_signed(text.encode(), raw[4:], self.key)
        return False


class Witness(Signer):
    """The key of a co-op that signs what it checked (C2SP tlog-cosignature): it signs
    the time, too, which stands in its line before the signature."""

    kind = b"\x04"

    def __init__(self, text: str, names: dict[str, str]) -> None:
        super().__init__(text)
        self.names = names

    def cosigned(self, text: str, raw: bytes) -> bool:
        """``raw``: what a line of theirs holds, its first four bytes the id."""
        time = int.from_bytes(raw[4:12], "big")
        message = f"cosignature/v1\ntime {time}\n{text}".encode()
        return is_signed(message, raw[12:], self.key)


def witnesses_in(files: Files) -> dict[tuple[str, str], Witness]:
    """The witnesses of a bundle, by name and id of their key; none is as well."""
    found = {}
    for number, line in enumerate(files.get(WITNESSES, b"").splitlines(), start=1):
        told = parsed(line)
        try:
            if told is None or set(told) != {"cooperative", "key", "name"}:
                raise ValueError
            names = {code: str(told["name"][code]) for code in LANGUAGES}
            witness = Witness(told["key"], names)
        except (LookupError, TypeError, ValueError, AttributeError) as wrong:
            raise Broken("witness_file", line=number) from wrong
        found[witness.name, witness.id] = witness
    return found


def signatures_in(files: Files, name: str) -> Iterator[tuple[int, str, str, bytes]]:
    """Every signature under the checkpoints of a file: the number of the checkpoint,
    the text signed, in whose name, what the line holds."""
    blocks = files[name].decode().removesuffix("\n").split("\n\n")
    for start in range(0, len(blocks) - 1, 2):
        for line in blocks[start + 1].removesuffix("\n").split("\n"):
            _, _, rest = line.partition(" ")
            signer, _, encoded = rest.partition(" ")
            raw = decoded(encoded) or b""
            yield start // 2 + 1, f"{blocks[start]}\n", signer, raw


def notes_in(
    files: Files, name: str, signer: Signer, origin: str
) -> list[tuple[int, int, bytes]]:
    """The checkpoints of a file as (number, size, root), once their signatures hold."""
    try:
        blocks = files[name].decode().removesuffix("\n").split("\n\n")
    except ValueError as wrong:
        raise Broken("document", file=name) from wrong
    found = []
    for number, start in enumerate(range(0, len(blocks), 2), start=1):
        body, signatures = blocks[start], "".join(blocks[start + 1 : start + 2])
        parts = body.split("\n")
        where: Facts = {"number": number, "file": name}
        if len(parts) != 3 or not re.fullmatch(r"0|[1-9]\d{0,11}", parts[1]):
            raise Broken("note", **where)
        root = decoded(parts[2]) or b""
        if len(root) != 32:
            raise Broken("note", **where)
        if parts[0] != origin:
            raise Broken("origin", **where)
        if not signer.signed(body + "\n", signatures.split("\n")):
            raise Broken("signature", **where)
        found.append((number, int(parts[1]), root))
    return found


# --- 5. The question and the lot -----------------------------------------------------


class Asked:
    """What the rule sheet asks. ``root``: what the lot is drawn from. ``apart``: papers
    that are known by their totals alone."""

    def __init__(self, sheet: Sheet, root: str) -> None:
        self.rule: dict[str, Any] = sheet["rule"]
        self.options: list[int] = [option["number"] for option in sheet["options"]]
        self.known = frozenset(self.options)
        self.ones = {number: (number, 1) for number in self.options}
        self.pairs: dict[tuple[int, int], tuple[int, int]] = {}  # each is kept once
        self.roll_size: int = sheet["roll_size"]
        self.rolls = {s["cooperative"]: s["roll"] for s in sheet["electorate"]}
        self.lot = Lot(root, sheet["round"])
        self.apart = Apart(self.options)
        self.secret = sheet.get("ballot", {}).get("secrecy") == "secret"
        self.told: list[str] = self.places() if "places" in self.rule else []

    def pair(self, number: int, points: int) -> tuple[int, int]:
        return self.pairs.setdefault((number, points), (number, points))

    def costs(self) -> dict[int, int]:
        told = dict(self.rule["costs"])
        return {number: told[number] for number in self.options}

    def quorum_base(self) -> int:
        """How many the quorum is a share of."""
        by_co_ops = self.rule["quorum_of"] == "co-operatives"
        return len(self.places()) if by_co_ops else self.roll_size

    def places(self) -> list[str]:
        """The co-ops that count, for the rules that count co-ops."""
        told = self.rule["places"]
        return [place if type(place) is str else place[0] for place in told]


class Apart:
    """How many papers, how many of them blank, and of each option how many gave it
    something and how much they gave in all."""

    def __init__(self, options: list[int]) -> None:
        self.papers = self.blank = 0
        self.givers = dict.fromkeys(options, 0)
        self.votes = dict.fromkeys(options, 0)


class Lot:
    """SHA-256 of "root | round | option": the lowest stands first, the highest gives
    way."""

    def __init__(self, root: str, vote: int) -> None:
        self.root, self.vote = root, vote
        self.known: dict[int, str] = {}

    def draw(self, option: int) -> str:
        if option not in self.known:
            text = f"{self.root} | {self.vote} | {option}"
            self.known[option] = sha256(text.encode())
        return self.known[option]

    def lined_up(self, options: Iterable[int]) -> list[int]:
        return sorted(options, key=self.draw)


class ByNumber:
    """No lot: where every way it could fall is followed in turn."""

    def draw(self, option: int) -> str:
        return f"{option:020d}"

    def lined_up(self, options: Iterable[int]) -> list[int]:
        return sorted(options)


# --- 6. Ballots, read under each rule ------------------------------------------------

# 6.1 Ballots cast online


ANSWERS = ("yes", "no", "abstain")
BY_PLACE = ("double-majority", "delegates")  # a ballot says which co-op it is from
YES_OR_NO = ("majority", *BY_PLACE)
Box = Counter[Any]  # how many people cast each ballot
Reader = Callable[["Asked", dict[str, Any]], Any]  # raises Unfit


class Unfit(Exception):
    """These choices are no ballot under the rule: a key of SAID, batches of paper."""


def the_only(choices: dict[str, Any], name: str, kind: type) -> Any:
    """The one thing a ballot says."""
    if list(choices) != [name] or type(choices[name]) is not kind:
        raise Unfit("ballot_unfit")
    return choices[name]


def known_once(asked: Asked, numbers: list[Any]) -> None:
    """Each is a need on the ballot paper, and none is there twice."""
    if not {int}.issuperset(map(type, numbers)):
        raise Unfit("ballot_unfit")
    if not asked.known.issuperset(numbers):
        raise Unfit("unfit_option")
    if len(numbers) != len(set(numbers)):
        raise Unfit("unfit_repeated")


def at_most(numbers: list[int], most: int) -> None:
    if len(numbers) > most:
        raise Unfit("unfit_many")


def read_answer(asked: Asked, choices: dict[str, Any]) -> str:
    """{"answer":"yes"}"""
    answer: str = the_only(choices, "answer", str)
    if answer not in ANSWERS:
        raise Unfit("ballot_unfit")
    return answer


def read_answer_from(asked: Asked, choices: dict[str, Any]) -> tuple[str, str]:
    """{"answer":"yes","place":"lac-tamarac"}"""
    place = choices.get("place")
    if type(place) is not str:
        raise Unfit("ballot_unfit")
    rest = {name: value for name, value in choices.items() if name != "place"}
    answer = read_answer(asked, rest)
    if place not in asked.told:
        raise Unfit("unfit_place")
    return place, answer


def read_chosen(asked: Asked, choices: dict[str, Any]) -> tuple[int, ...]:
    """{"chosen":[3,8]}, numbers rising."""
    chosen = the_only(choices, "chosen", list)
    known_once(asked, chosen)
    at_most(chosen, asked.rule["max_choices"])
    if chosen != sorted(chosen):
        raise Unfit("ballot_unfit")
    return tuple(chosen)


def read_points(asked: Asked, choices: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """{"points":[[3,5],[8,1]]}, numbers rising; no points, no mention."""
    given = the_only(choices, "points", list)
    if not {list}.issuperset(map(type, given)) or not {2}.issuperset(map(len, given)):
        raise Unfit("ballot_unfit")
    known_once(asked, [number for number, _ in given])
    points = [p for _, p in given]
    if not {int}.issuperset(map(type, points)) or min(points, default=1) < 1:
        raise Unfit("ballot_unfit")
    if given != sorted(given):
        raise Unfit("ballot_unfit")
    all_told, rule = sum(points), asked.rule
    if max([0, *points]) > rule["max_points"] or all_told > (
        rule["total_points"] or all_told
    ):
        raise Unfit("unfit_points")
    return tuple([asked.pair(number, p) for number, p in given])


def read_ranking(asked: Asked, choices: dict[str, Any]) -> tuple[int, ...]:
    """{"ranking":[8,3]}, the most wanted first."""
    ranking = the_only(choices, "ranking", list)
    known_once(asked, ranking)
    at_most(ranking, asked.rule["max_choices"])
    return tuple(ranking)


def read_weak_ranking(
    asked: Asked, choices: dict[str, Any]
) -> tuple[tuple[int, ...], ...]:
    """{"ranking":[8,[3,5]]}: equal ones in a list of at least two, rising."""
    ranking = the_only(choices, "ranking", list)
    ranks = [rank if type(rank) is list else [rank] for rank in ranking]
    numbers = [number for rank in ranks for number in rank]
    known_once(asked, numbers)
    at_most(numbers, asked.rule["max_choices"])
    for rank, group in zip(ranking, ranks):  # noqa: B905 - Python 3.9
        if type(rank) is list and (len(group) < 2 or group != sorted(group)):
            raise Unfit("ballot_unfit")
    return tuple(map(tuple, ranks))


def read_wish(asked: Asked, choices: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """A ballot that shares out a budget: needs chosen count as one point each."""
    if asked.rule["utility"] == "points":
        return read_points(asked, choices)
    return tuple(map(asked.ones.__getitem__, read_chosen(asked, choices)))


# 6.2 Papers, as the two people who counted each batch found them

TALLY_SHEET = 10  # points for one need; beyond, papers are typed one by one
FEW = 10  # papers; a pile of fewer is put with another where there is one
ASIDE = {"number", "place", "issued", "reason"}
PILE = {"numbers", "place", "issued", "used", "spoiled", "returned", "totals"}


def piles_of(asked: Asked, entry: dict[str, Any]) -> list[Facts]:
    """The batches counted, once each, every ballot issued accounted for; those that are
    not counted have a reason."""
    if set(entry) != {"entry", "marked", "batches", "not_counted"}:
        raise ValueError
    piles: list[Facts] = entry["batches"]
    seen: set[int] = set()
    for pile in piles:
        few = {"few": True} if pile["used"] < FEW else {}
        if set(pile) != PILE | set(few) or pile.get("few", True) is not True:
            raise ValueError
        check_pile(asked, pile)
        once(seen, pile["numbers"])
    for batch in entry["not_counted"]:
        reasons = [batch["reason"][language] for language in LANGUAGES]
        if set(batch) != ASIDE or any(type(r) is not str or not r for r in reasons):
            raise ValueError
        once(seen, [batch["number"]])
    return piles


def once(seen: set[int], batches: list[int]) -> None:
    for batch in batches:
        if batch in seen:
            raise Unfit("paper_twice", batch)
        seen.add(batch)


def check_pile(asked: Asked, pile: Facts) -> None:
    counts = [pile[name] for name in ("issued", "used", "spoiled", "returned")]
    known = asked.told if asked.rule["name"] in BY_PLACE else asked.rolls
    places = [pile["place"]] if known is not asked.rolls else pile["place"].split("+")
    if not whole_numbers(counts) or not set(places) <= set(known):
        raise Unfit("paper_unfit", *pile["numbers"])
    if counts[0] != sum(counts[1:]):
        raise Unfit("paper_unfit", *pile["numbers"])


def whole_numbers(counts: list[Any]) -> bool:
    return all(type(count) is int and count >= 0 for count in counts)


def unpacked(asked: Asked, read: Reader, piles: list[Facts], box: Box) -> Any:
    """Put the papers into the box, or beside it where only totals are known; what all
    of them say together, in the form in which it is published."""
    rule, name = asked.rule, asked.rule["name"]
    if name in YES_OR_NO:
        unpack, together = unpack_answers, answers_together
    elif name == "approval":
        unpack, together = unpack_approvals, approvals_together
    elif name == "points" and rule["max_points"] <= TALLY_SHEET:
        unpack, together = unpack_points, points_together
    else:
        unpack, together = unpack_papers, papers_together
    for pile in piles:
        if not unpack(asked, read, pile, box):
            raise Unfit("paper_unfit", *pile["numbers"])
    return together(asked, [pile["totals"] for pile in piles])


def unpack_answers(asked: Asked, read: Reader, pile: Facts, box: Box) -> bool:
    """{"yes":20,"no":15,"abstain":3}"""
    said = pile["totals"]
    if set(said) != set(ANSWERS) or not whole_numbers(list(said.values())):
        return False
    for answer, papers in said.items():
        from_there = asked.rule["name"] in BY_PLACE
        box[(pile["place"], answer) if from_there else answer] += papers
    return sum(said.values()) == pile["used"]


def answers_together(asked: Asked, told: list[Any]) -> Facts:
    return {answer: sum(said[answer] for said in told) for answer in ANSWERS}


def unpack_approvals(asked: Asked, read: Reader, pile: Facts, box: Box) -> bool:
    """{"approvals":[[12,30],[14,2]],"blank":1}"""
    votes, blank = dict(pile["totals"]["approvals"]), pile["totals"]["blank"]
    if not fits_sheet(asked, pile, "approvals") or not whole_numbers([*votes.values()]):
        return False
    set_apart(asked, pile["used"], blank, votes, votes)
    full, marks = pile["used"] - blank, sum(votes.values())
    return max(votes.values()) <= full <= marks <= full * asked.rule["max_choices"]


def fits_sheet(asked: Asked, pile: Facts, what: str) -> bool:
    """Every option in its order, and a number of blank papers."""
    told = pile["totals"]
    return (
        set(told) == {what, "blank"}
        and [number for number, _ in told[what]] == asked.options
        and whole_numbers([told["blank"]])
    )


def set_apart(
    asked: Asked, papers: int, blank: int, givers: dict[int, int], votes: dict[int, int]
) -> None:
    asked.apart.papers += papers
    asked.apart.blank += blank
    for number in asked.options:
        asked.apart.givers[number] += givers[number]
        asked.apart.votes[number] += votes[number]


def approvals_together(asked: Asked, told: list[Any]) -> Facts:
    votes = asked.apart.votes
    return {"approvals": [[n, v] for n, v in votes.items()], "blank": asked.apart.blank}


def unpack_points(asked: Asked, read: Reader, pile: Facts, box: Box) -> bool:
    """{"points":[[12,[3,0,1]]],"blank":1}: of each option, how many papers gave it one
    point, two, three."""
    marks, rule = dict(pile["totals"]["points"]), asked.rule
    if not fits_sheet(asked, pile, "points") or not all(
        len(row) == rule["max_points"] and whole_numbers(row) for row in marks.values()
    ):
        return False
    givers = {number: sum(row) for number, row in marks.items()}
    votes = {n: sum(p * m for p, m in enumerate(row, 1)) for n, row in marks.items()}
    blank = pile["totals"]["blank"]
    set_apart(asked, pile["used"], blank, givers, votes)
    full, points = pile["used"] - blank, sum(votes.values())
    most = full * rule["total_points"] if rule["total_points"] else points
    return max(givers.values()) <= full <= sum(givers.values()) and points <= most


def points_together(asked: Asked, told: list[Any]) -> Facts:
    rows_of = [dict(said["points"]) for said in told]
    columns = range(asked.rule["max_points"])
    return {
        "points": [
            [n, [sum(row[n][at] for row in rows_of) for at in columns]]
            for n in asked.options
        ],
        "blank": asked.apart.blank,
    }


def unpack_papers(asked: Asked, read: Reader, pile: Facts, box: Box) -> bool:
    """{"papers":[[{"ranking":[8,3]},2]]}: each ballot, and how many say just that."""
    (papers,) = pile["totals"].values()
    for choices, alike in papers:
        if type(alike) is not int or alike < 1:
            return False
        try:
            box[read(asked, choices)] += alike
        except Unfit:
            return False
    alikes = sum(alike for _, alike in papers)
    return list(pile["totals"]) == ["papers"] and alikes == pile["used"]


def papers_together(asked: Asked, told: list[Any]) -> Facts:
    piled: Counter[bytes] = Counter()
    for said in told:
        for choices, alike in said["papers"]:
            piled[canonical(choices)] += alike
    return {"papers": [[json.loads(text), piled[text]] for text in sorted(piled)]}


# --- 7. Counting ---------------------------------------------------------------------


def rows(totals: dict[int, Any], what: str = "votes") -> list[Facts]:
    return [{"number": number, what: value} for number, value in totals.items()]


def tied(stage: int, options: Iterable[int], why: str, picked: int, by: int) -> Facts:
    """A tie as it is published; ``by``: the stage that told them apart, 0 the lot."""
    return {
        "stage": stage,
        "options": list(options),
        "why": why,
        "picked": picked,
        "by": f"stage {by}" if by else "lot",
    }


def standings(
    winners: Iterable[int],
    elected: Iterable[int],
    order: Iterable[int],
    ties: list[Facts],
) -> Facts:
    """What every rule on several needs publishes, and what comes of it."""
    won = list(winners)
    return {
        "ties": [tie["options"] for tie in ties],
        "ties_broken": ties,
        "order": list(order),
        "elected": list(elected),
        "winners": won,
        "outcome": "ranked" if won else "not_passed",
    }


# 7.1 Yes or no


def weighed(rule: dict[str, Any], yes: Fraction | int, no: Fraction | int) -> Facts:
    """The share of yes among yes and no, against the threshold; without any, it is not
    reached."""
    voices = Fraction(yes + no)
    asked = Fraction(rule["threshold"])
    share = yes / voices if voices else None
    if share is None:
        enough = False
    else:
        enough = share > asked or (rule["comparison"] == "at_least" and share == asked)
    return {
        "share": None if share is None else str(share),
        "threshold_met": enough,
        "tie": yes == no != 0,
        "outcome": "passed" if enough else "not_passed",
    }


def count_majority(asked: Asked, box: Box) -> Facts:
    """Yes, no, abstain."""
    said = {answer: box.get(answer, 0) for answer in ANSWERS}
    yes, no, abstained = said.values()
    quiet = abstained if asked.rule["quorum_counts_abstentions"] else 0
    return {**said, **weighed(asked.rule, yes, no), "present": yes + no + quiet}


def by_place(asked: Asked, box: Box) -> dict[str, dict[str, int]]:
    return {
        place: {answer: box.get((place, answer), 0) for answer in ANSWERS}
        for place in asked.told
    }


def count_double_majority(asked: Asked, box: Box) -> Facts:
    """The members say yes, and more than half of all the co-ops do: those with more yes
    than no. Silent co-ops stay among "all". In a secret vote, those where few voted give
    one answer together."""
    everyone: Counter[str] = Counter()
    for (_place, answer), people in box.items():
        everyone[answer] += people
    members = count_majority(asked, everyone)
    places = [
        {"place": place, **said, "says_yes": said["yes"] > said["no"]}
        for place, said in by_place(asked, box).items()
    ]
    agree = sum(1 for place in places if place["says_yes"])
    every = len(asked.places())
    both = members["threshold_met"] and agree > every - agree
    return {
        **members,
        "members_majority": members["threshold_met"],
        "places": places,
        "places_yes": agree,
        "places_total": every,
        "places_majority": agree > every - agree,
        "outcome": "passed" if both else "not_passed",
    }


def band(steps: list[list[int]], size: int) -> int:
    """The votes of a co-op of this size: those of the last band it reaches."""
    return max([0] + [votes for start, votes in steps if start <= size])


def count_delegates(asked: Asked, box: Box) -> Facts:
    """The votes of each co-op, by its size, are shared equally among those of its
    delegates who vote. The quorum is of co-ops."""
    votes = {
        name: band(asked.rule["bands"], size) for name, size, _ in asked.rule["places"]
    }
    weights = dict.fromkeys(ANSWERS, Fraction(0))
    places, here = [], 0
    for place, said in by_place(asked, box).items():
        delegates = sum(said.values())
        here += delegates > 0
        for answer, people in said.items():
            if people:
                weights[answer] += Fraction(votes[place] * people, delegates)
        places.append({"place": place, "votes": votes[place], **said})
    return {
        **{answer: str(weight) for answer, weight in weights.items()},
        **weighed(asked.rule, weights["yes"], weights["no"]),
        "places": places,
        "places_present": here,
        "places_total": len(places),
        "present": here,
    }


# 7.2 Approval and points


def heights(totals: dict[int, int]) -> list[list[int]]:
    """Options from the highest total to the lowest; level ones side by side."""
    return [
        [number for number in totals if totals[number] == height]
        for height in sorted(set(totals.values()), reverse=True)
    ]


def count_approval(asked: Asked, box: Box) -> Facts:
    """Choose up to a number; ties share their place."""
    votes = dict(asked.apart.votes)
    for chosen, people in box.items():
        for number in chosen:
            votes[number] += people
    order = heights(votes)
    first = order[0] if any(votes.values()) else []
    return {
        "approvals": rows(votes, "approvals"),
        "order": order,
        "ties": [group for group in order if len(group) > 1],
        "winners": first,
        "blank": box.get((), 0) + asked.apart.blank,
        "present": sum(box.values()) + asked.apart.papers,
        "outcome": "ranked" if first else "not_passed",
    }


def seated(asked: Asked, groups: list[list[int]], *, anyone: bool, edge: str) -> Facts:
    """Groups take the places one after the other; whoever stands in a group that
    begins within the seats has won, and the lot says who of them sits. ``edge``: what
    a tie is called across the last seat. ``anyone``: whether a ballot said anything."""
    seats: int = asked.rule["seats"]
    order: list[int] = []
    winners: list[int] = []
    ties: list[Facts] = []
    for group in groups:
        before, after = len(order), len(order) + len(group)
        turn = asked.lot.lined_up(group)
        if len(group) > 1:
            across = anyone and before < seats < after
            ties.append(tied(1, group, edge if across else "place", turn[0], by=0))
        winners += group if anyone and before < seats else []
        order += turn
    return standings(winners, order[:seats] if anyone else [], order, ties)


def count_points(asked: Asked, box: Box) -> Facts:
    """Points are added up; ties share their place."""
    totals, givers = dict(asked.apart.votes), dict(asked.apart.givers)
    for given, people in box.items():
        for number, points in given:
            totals[number] += points * people
            givers[number] += people
    groups = heights(totals)
    return {
        "points": rows(totals, "points"),
        "givers": rows(givers, "people"),
        "groups": groups,
        **seated(asked, groups, anyone=any(totals.values()), edge="place"),
        "blank": box.get((), 0) + asked.apart.blank,
        "present": sum(box.values()) + asked.apart.papers,
    }


# 7.3 Rankings whose papers pass from one option to the next


class Claim:
    """Who is next to leave, or to pass on a surplus: of those ``level`` now, the ones
    that no earlier stage tells apart are ``left``."""

    def __init__(
        self, history: list[dict[int, int]], options: list[int], why: str
    ) -> None:
        pick = min if why == "exclusion" else max
        self.options = options
        self.why, self.stage, self.by = why, len(history), 0
        self.level = self.left = list(options)
        for stage in range(len(history), 0, -1):
            totals = history[stage - 1]
            edge = pick(totals[n] for n in self.left)
            still = [n for n in self.left if totals[n] == edge]
            if stage == len(history):
                self.level, self.edge = still, edge
            elif len(still) == 1 < len(self.left):
                self.by = stage
            self.left = still

    def settled(self, lot: Lot | ByNumber) -> int:
        """The one: the lowest leaves by the last of the lot, the highest by the first."""
        return lot.lined_up(self.left)[-1 if self.why == "exclusion" else 0]

    def told(self, picked: int) -> Facts:
        return tied(self.stage, self.level, self.why, picked, self.by)


class Transfers:
    """Piles of papers: what each still says after its holder, what it is worth, and how
    many are alike. Votes are whole numbers of ``unit``."""

    unit = 1

    def __init__(self, options: list[int], box: Box, lot: Lot | ByNumber) -> None:
        self.running, self.lot = list(options), lot
        self.piles: dict[int, Counter[tuple[tuple[int, ...], int]]] = {}
        self.piles = {number: Counter() for number in options}
        self.totals = dict.fromkeys(options, 0)
        for ranking, people in box.items():
            self.piles[ranking[0]][ranking[1:], self.unit] += people
            self.totals[ranking[0]] += people * self.unit
        self.exhausted, self.over = 0, False
        self.gone: list[int] = []
        self.history: list[dict[int, int]] = []
        self.stages: list[Facts] = []

    def twin(self) -> Any:
        """A count of its own that stands where this one does."""
        other = copy(self)
        for name, value in vars(self).items():
            if type(value) is list:
                setattr(other, name, list(value))
        other.totals = dict(self.totals)
        other.piles = {n: Counter(pile) for n, pile in self.piles.items()}
        return other

    def pass_on(self, option: int, top: int, bottom: int) -> tuple[dict[int, int], int]:
        """Every paper of a pile to the next option in the running that it names, at
        its value × top / bottom, cut to a whole number; what each got, what is lost to
        all."""
        moved, nowhere = dict.fromkeys(self.running, 0), 0
        for (rest, value), people in self.piles.pop(option).items():
            worth = value * top // bottom
            at = next((i for i, n in enumerate(rest) if n in moved), None)
            if at is None:
                nowhere += worth * people
                continue
            self.piles[rest[at]][rest[at + 1 :], worth] += people
            moved[rest[at]] += worth * people
        for number, votes in moved.items():
            self.totals[number] += votes
        self.exhausted += nowhere
        return moved, nowhere

    def best_first(self, options: Iterable[int]) -> list[int]:
        """By the last stage at which they differ, then by the lot."""

        def key(n: int) -> tuple[list[int], str]:
            return [-t.get(n, 0) for t in reversed(self.history)], self.lot.draw(n)

        return sorted(options, key=key)


class RunOff(Transfers):
    """One option is to be retained: until one holds more than half of the papers that
    still name an option in the running, the lowest leaves."""

    def __init__(self, options: list[int], box: Box, lot: Lot | ByNumber) -> None:
        super().__init__(options, box, lot)
        self.over = not options
        if options:
            self.close()

    def close(self) -> None:
        totals = {n: self.totals[n] for n in self.running}
        self.history.append(totals)
        stage = {"totals": rows(totals), "exhausted": self.exhausted}
        self.stages.append({**stage, "excluded": None, "transfers": []})
        self.over = 2 * max(totals.values()) > sum(totals.values())

    def claim(self) -> Claim:
        return Claim(self.history, self.running, "exclusion")

    def free_seats(self) -> int:
        return 1

    def act(self, why: str, out: int) -> None:
        """``out`` leaves; between the last two, nothing needs to be passed on."""
        self.running.remove(out)
        self.gone.append(out)
        stage = self.stages[-1] = {**self.stages[-1], "excluded": out}
        if len(self.running) == 1:
            self.over = True
            return
        moved, _ = self.pass_on(out, 1, 1)
        stage["transfers"] = rows(moved)
        self.close()

    def chosen(self) -> list[int]:
        return self.order()[:1]

    def order(self) -> list[int]:
        return self.best_first(self.running) + self.gone[::-1]


class Scottish(Transfers):
    """Several are to be retained, by the Scottish text of 2011: whoever reaches the
    quota is elected; a surplus passes on, the largest first, every paper at a smaller
    value cut at five decimals; without a surplus, the lowest leaves; when as many are
    left as there are seats, they are elected."""

    unit = 100_000

    def __init__(
        self, options: list[int], box: Box, lot: Lot | ByNumber, seats: int
    ) -> None:
        super().__init__(options, box, lot)
        self.seats, self.lost = seats, 0
        self.quota = sum(box.values()) // (seats + 1) + 1
        self.elected: list[int] = []
        self.surpluses: list[int] = []
        self.close("first", None, {})

    def close(self, what: str, of: int | None, moved: dict[int, int]) -> None:
        self.history.append(dict(self.totals))
        enough = self.quota * self.unit
        there = [n for n in self.running if self.totals[n] >= enough]
        new = self.best_first(there)[: self.free_seats()]
        rest = [n for n in self.running if n not in new]
        if len(new) + len(rest) <= self.free_seats():
            new, rest = new + self.best_first(rest), []
        self.running = rest
        self.elected += new
        self.surpluses += [n for n in new if self.totals[n] > enough]
        self.over = not rest or not self.free_seats()
        self.stages.append({
            "what": what,
            "of": of,
            "totals": rows({n: five(v) for n, v in self.totals.items()}),
            "transfers": rows({n: five(v) for n, v in moved.items()}),
            "exhausted": five(self.exhausted),
            "lost": five(self.lost),
            "elected": new,
        })  # fmt: skip

    def free_seats(self) -> int:
        return self.seats - len(self.elected)

    def claim(self) -> Claim:
        if self.surpluses:
            return Claim(self.history, self.surpluses, "surplus")
        return Claim(self.history, self.running, "exclusion")

    def act(self, why: str, option: int) -> None:
        total, keeps = self.totals[option], 0
        (self.surpluses if why == "surplus" else self.running).remove(option)
        if why == "surplus":
            keeps = self.quota * self.unit
            moved, nowhere = self.pass_on(option, total - keeps, total)
            self.lost += total - keeps - sum(moved.values()) - nowhere
        else:
            self.gone.append(option)
            moved, _ = self.pass_on(option, 1, 1)
        self.totals[option] = keeps
        self.close(why, option, moved)

    def chosen(self) -> list[int]:
        return self.elected

    def order(self) -> list[int]:
        return self.elected + self.best_first(self.running) + self.gone[::-1]


def five(votes: int) -> str:
    """Hundred-thousandths with five decimals."""
    text = f"{votes:06d}"
    return f"{text[:-5]}.{text[-5:]}"


def counted_out(count: RunOff | Scottish) -> list[Facts]:
    """Count to the end; the ties on the way."""
    ties = []
    while not count.over:
        claim = count.claim()
        picked = claim.settled(count.lot)
        if len(claim.level) > 1:
            ties.append(claim.told(picked))
        count.act(claim.why, picked)
    return ties


class Ways:
    """Every way the lots could fall, and all who win under one of them.

    A count stops before each lot and goes on once for each who could be drawn: the
    first on the ballot paper, then the others from the last one on. Where two counts
    come to the same standing one of them goes on. In a large vote not all are followed:
    ten at least, fewer than the most when there are many different papers.
    """

    MOST, MOST_PAPERS = 6_000, 3_000_000

    def __init__(self, count: RunOff | Scottish, papers: int) -> None:
        most = min(self.MOST, self.MOST_PAPERS // max(1, papers))
        self.left = max(10, most) - 1
        self.met: set[Any] = set()
        self.winners: set[int] = set()
        self.all_tried = self.follow(count)

    def follow(self, count: RunOff | Scottish) -> bool:
        """False as soon as there are too many."""
        while not count.over:
            claim = count.claim()
            if len(claim.left) == 1 or self.is_idle(count, claim):
                count.act(claim.why, claim.settled(count.lot))
                continue
            standing = self.standing(count, claim)
            if standing in self.met:
                return True
            self.met.add(standing)
            return self.fork(count, claim)
        self.winners.update(count.chosen())
        return True

    def fork(self, count: RunOff | Scottish, claim: Claim) -> bool:
        first, *others = claim.left
        for number in (first, *reversed(others)):
            if number != first:
                if not self.left:
                    return False
                self.left -= 1
            other = count.twin()
            other.act(claim.why, number)
            if not self.follow(other):
                return False
        return True

    def is_idle(self, count: RunOff | Scottish, claim: Claim) -> bool:
        """Whether those without any vote leave while enough others have some: in what
        order changes nothing."""
        held = sum(1 for n in count.running if count.totals[n])
        return claim.edge == 0 and held >= count.free_seats()

    def standing(self, count: RunOff | Scottish, claim: Claim) -> Any:
        """All that the rest of the count depends on."""
        past = {n: tuple(t[n] for t in count.history) for n in count.history[-1]}
        return claim.why, frozenset(claim.options), frozenset(past.items())


def count_irv(asked: Asked, box: Box) -> Facts:
    """One option, by instant run-off."""
    papers = Counter(box)
    del papers[()]  # blank ones
    options = asked.options if papers else []
    count = RunOff(options, papers, asked.lot)
    ties = counted_out(count)
    order = count.order() or asked.lot.lined_up(asked.options)
    fresh = RunOff(options, papers, ByNumber())
    return {
        "rounds": count.stages,
        **with_ways(asked, fresh, count.chosen(), order, ties, len(papers)),
        "blank": box.get((), 0),
        "present": sum(box.values()),
    }


def count_stv(asked: Asked, box: Box) -> Facts:
    """Several options, by single transferable vote."""
    papers = Counter(box)
    del papers[()]  # blank ones
    seats = asked.rule["seats"]
    count = Scottish(asked.options, papers, asked.lot, seats)
    ties = counted_out(count)
    fresh = Scottish(asked.options, papers, ByNumber(), seats)
    chosen, ties = (count.chosen(), ties) if papers else ([], [])
    return {
        "seats": seats,
        "quota": count.quota,
        "rounds": count.stages,
        **with_ways(asked, fresh, chosen, count.order(), ties, len(papers)),
        "blank": box.get((), 0),
        "present": sum(box.values()),
    }


def with_ways(
    asked: Asked,
    fresh: RunOff | Scottish,
    chosen: list[int],
    order: list[int],
    ties: list[Facts],
    papers: int,
) -> Facts:
    """The standings; where a lot was drawn, all whom another one would have elected
    have won too. ``fresh``: the same count, not begun."""
    winners, all_tried = chosen, True
    if any(tie["by"] == "lot" for tie in ties):
        ways = Ways(fresh, papers)
        could = ways.winners | set(chosen)
        winners, all_tried = [n for n in asked.options if n in could], ways.all_tried
    return {**standings(winners, chosen, order, ties), "every_lot_tried": all_tried}


# 7.4 Rankings compared two by two


def duels(options: list[int], box: Box) -> dict[tuple[int, int], int]:
    """How many put one option above another: all who rank it, less those who rank the
    other above it or beside it. Who ranks neither counts for neither."""
    ranked = dict.fromkeys(options, 0)
    not_above = dict.fromkeys(((a, b) for a in options for b in options), 0)
    for ranks, people in box.items():
        before: list[int] = []
        for rank in ranks:
            before += rank
            for number in rank:
                ranked[number] += people
                for other in before:
                    not_above[number, other] += people
    return {(a, b): ranked[a] - not_above[a, b] if a != b else 0 for a, b in not_above}


def strongest(
    options: list[int], wins: dict[tuple[int, int], int], start: int
) -> dict[int, int]:
    """From one option, the strength of the strongest chain of wins to each other; a
    chain is as strong as its weakest win. Always the strongest chain is made longer."""
    reach = {n: wins[start, n] for n in options}
    waiting = {n for n in options if n != start}
    while waiting:
        via = max(waiting, key=reach.__getitem__)
        waiting.remove(via)
        for n in waiting:
            reach[n] = max(reach[n], min(reach[via], wins[via, n]))
    return {**reach, start: 0}


def beat_path_groups(
    options: list[int], paths: dict[int, dict[int, int]]
) -> list[list[int]]:
    """First those whom no option beats by chains; each other one stands right below
    the lowest of those who beat it."""
    depth: dict[int, int] = {}

    def depth_of(n: int) -> int:
        if n not in depth:
            above = [m for m in options if paths[m][n] > paths[n][m]]
            depth[n] = 1 + max([0, *map(depth_of, above)])
        return depth[n]

    for n in options:
        depth_of(n)
    return [
        [n for n in options if depth[n] == level]
        for level in sorted(set(depth.values()))
    ]


def smith_set(options: list[int], votes: dict[tuple[int, int], int]) -> list[int]:
    """Those who reach every other option by steps none of which is a defeat."""
    inside = []
    for start in options:
        seen, edge = {start}, [start]
        while edge:
            at = edge.pop()
            new = [n for n in options if n not in seen and votes[at, n] >= votes[n, at]]
            seen.update(new)
            edge += new
        if len(seen) == len(options):
            inside.append(start)
    return inside


def count_schulze(asked: Asked, box: Box) -> Facts:
    """Schulze's rule, a win being worth the ballots that made it."""
    options = asked.options
    votes = duels(options, box)
    wins = {(a, b): v if v > votes[b, a] else 0 for (a, b), v in votes.items()}
    paths = {n: strongest(options, wins, n) for n in options}
    groups = beat_path_groups(options, paths)
    anyone = sum(box.values()) > box.get((), 0)
    champion = [
        n for n in options if all(wins[n, other] for other in options if other != n)
    ]
    pairs = [(a, b) for at, a in enumerate(options) for b in options[at + 1 :]]
    return {
        "matrix": [[votes[a, b] for b in options] for a in options],
        "strengths": [[paths[a][b] for b in options] for a in options],
        "condorcet_winner": champion[0] if champion else None,
        "smith_set": smith_set(options, votes),
        "level_pairs": [[a, b] for a, b in pairs if votes[a, b] == votes[b, a] > 0],
        "groups": groups,
        **seated(asked, groups, anyone=anyone, edge="election"),
        "blank": box.get((), 0),
        "present": sum(box.values()),
    }


# 7.5 Sharing out a budget


def wishes(asked: Asked, box: Box) -> dict[int, int]:
    """People who chose each option, or the points they gave it."""
    votes = dict.fromkeys(asked.options, 0)
    for given, people in box.items():
        for number, points in given:
            votes[number] += points * people
    return votes


def bought(number: int, cost: int, votes: int, **paid: Any) -> Facts:
    told = {"number": number, "cost": cost, "votes": votes}
    return {**told, "share": None, "payers": 0, "poorer": 0, **paid}


def filled(
    asked: Asked, votes: dict[int, int], already: list[int]
) -> tuple[list[Facts], list[Facts]]:
    """What is left of the budget goes to the most chosen that still fits, and so on;
    also the ties: as many votes, and some taken where others were not."""
    costs, lot = asked.costs(), asked.lot
    left = asked.rule["budget"] - sum(costs[n] for n in already)
    wanted = [n for n in asked.options if votes[n] and n not in already]
    taken = []
    for number in sorted(wanted, key=lambda n: (-votes[n], lot.draw(n))):
        if costs[number] <= left:
            left -= costs[number]
            taken.append(bought(number, costs[number], votes[number]))
    chosen, ties = {*already, *numbers(taken)}, []
    for stage, item in enumerate(taken, start=1):
        level = [n for n in asked.options if votes[n] == item["votes"]]
        if not chosen.issuperset(level):
            ties.append(tied(stage, level, "selection", item["number"], by=0))
    return taken, ties


def numbers(items: list[Facts]) -> list[int]:
    return [item["number"] for item in items]


class Group:
    """Those who want an option, by what they said of the options sold before: ``said``
    (bits, as in ``Fans``), the ``points`` they gave it (none: one each), and how many
    ``people``."""

    def __init__(
        self, said: list[int], points: list[int] | None, people: list[int]
    ) -> None:
        self.said, self.points, self.people = said, points, people
        self.parts = people
        if points is not None:
            self.parts = [p * n for p, n in zip(points, people)]  # noqa: B905

    def rows(self) -> Iterator[tuple[int, int, int]]:
        points = self.points or [1] * len(self.said)
        return zip(self.said, points, self.people)  # noqa: B905


class Fans:
    """Who wants what, of what somebody wants and the whole budget could pay for.

    A ballot is one number: ``bits`` of it for the points of each option, the first for
    what can be cheapest, kept in words of 64. Who said the same of all that was sold has
    the same money left: they stand together. Who stands together follows from what was
    sold alone, so a group found in one run serves the next one too.
    """

    WORD = (1 << 64) - 1

    def __init__(self, asked: Asked, box: Box) -> None:
        costs = {n: c for n, c in asked.costs().items() if c <= asked.rule["budget"]}
        votes = {n: v for n, v in wishes(asked, box).items() if v and n in costs}
        self.parts = votes
        self.wanted = sorted(votes, key=lambda n: Fraction(costs[n], votes[n]))
        every = chain.from_iterable(box)
        self.bits = max((points for _, points in every), default=1).bit_length()
        self.at = {n: i * self.bits for i, n in enumerate(self.wanted)}
        self.starts = range(0, max(1, len(self.wanted) * self.bits), 64)
        self.piles = self.piled(box)
        self.last: dict[tuple[int, int], Group] = {}
        self.now: dict[tuple[int, int], Group] = {}

    def __len__(self) -> int:
        return len(self.wanted)

    def piled(self, box: Box) -> dict[int, dict[int, list[array[int]]]]:
        """The ballots that want each option, by how many people cast each of them."""
        found: dict[int, dict[int, list[int]]] = {n: {} for n in self.wanted}
        bits = {
            (n, points): points << self.at[n] if n in self.at else 0
            for n, points in set(chain.from_iterable(box))
        }
        for given, people in box.items():
            said = sum(map(bits.__getitem__, given))
            for number, _ in given:
                if number in found:
                    found[number].setdefault(people, []).append(said)
        return {
            number: {
                people: [array("Q", [s >> at & self.WORD for s in said]) for at in self.starts]
                for people, said in alike.items()
            }
            for number, alike in found.items()
        }  # fmt: skip

    def next_run(self) -> None:
        self.last, self.now = self.now, {}

    def group(self, sold: int, option: int) -> Group:
        key = sold, option
        found = self.now.get(key) or self.last.get(key) or self.gathered(sold, option)
        self.now[key] = found
        return found

    def gathered(self, sold: int, option: int) -> Group:
        at, field = self.at[option], (1 << self.bits) - 1
        seen = sold if self.bits == 1 else sold | field << at
        there: dict[int, int] = {}
        for people, words in self.piles[option].items():
            alike = self.alike(words, seen)
            if not there and people == 1:
                there = alike
                continue
            for said, ballots in alike.items():
                there[said] = there.get(said, 0) + ballots * people
        if self.bits == 1:
            return Group(list(there), None, list(there.values()))
        points = [said >> at & field for said in there]
        return Group([said & sold for said in there], points, list(there.values()))

    def alike(self, words: list[array[int]], seen: int) -> dict[int, int]:
        """How many ballots say the same, as far as ``seen`` shows."""
        looked = [
            (at, map((seen >> at & self.WORD).__and__, word))
            for at, word in zip(self.starts, words)  # noqa: B905
            if seen >> at & self.WORD
        ]
        if not looked:
            return {0: len(words[0])}
        starts, parts = [at for at, _ in looked], [part for _, part in looked]
        if starts == [0]:
            return Counter(parts[0])
        return {
            sum(part << at for part, at in zip(said, starts)): ballots  # noqa: B905
            for said, ballots in Counter(zip(*parts)).items()  # noqa: B905
        }


class Offer:
    """What those who want an option must give for it: a ``part`` for each point.
    ``rate``: what the one who gives most gives, for what the option is worth to them.
    ``spent``: who has nothing left then."""

    def __init__(
        self, part: Fraction, worth: int, payers: int, poorer: int, spent: list[int]
    ) -> None:
        self.part, self.rate = part, part / worth
        self.payers, self.poorer, self.spent = payers, poorer, spent


def even_part(
    each: list[int], parts_of_each: list[int], parts: int, need: int, least: int
) -> int | None:
    """How high all must go, who has less giving all, until ``need`` is there; rounded
    up, and None where it never is. ``each``: what there is for one part; ``least``: a
    height that is known to be too low, or just enough."""
    high = max(least, -(-need // parts))
    if min(each) >= high:
        return high
    left = list(zip(each, parts_of_each))  # noqa: B905
    while left:
        poor = [row for row in left if row[0] < high]
        if not poor:
            return high
        left = [row for row in left if row[0] >= high]
        money, many = zip(*poor)  # noqa: B905
        need, parts = need - sum(map(mul, money, many)), parts - sum(many)
        high = max(high, -(-need // parts)) if parts else 0
    return None


class EqualShares:
    """One run. Everyone has the same purse; an option is paid in equal parts (as many
    parts as the points one gave it) by all who want it, and who has less gives all that
    is left. What asks least for what it is worth is bought first, and so on until
    nobody can pay for more.

    What is bought, and for how much, is reckoned exactly, in fractions. To see which
    options need not be looked at so closely, money is kept in grains too, whole and so
    slightly ``off``: an option asks at least what ``floor`` finds in grains.
    """

    GRAINS = 1 << 29  # in a full purse: whole numbers of this size are the fastest

    def __init__(self, asked: Asked, fans: Fans, purse: Fraction) -> None:
        self.rule, self.lot, self.fans = asked.rule, asked.lot, fans
        self.costs, self.purse = asked.costs(), purse
        self.coin = purse.denominator  # so many make one unit; every part is whole
        self.field = (1 << fans.bits) - 1
        self.sold = 0  # the bits of all that was bought
        self.paid: list[tuple[int, Fraction]] = []  # where its bits begin, and its part
        self.grains = {0: self.GRAINS}  # by what one said of what was sold
        self.off = 1  # of one's grains for a part: they are no further off than that
        self.high = dict.fromkeys(fans.parts, 0)  # each option's part is no lower
        self.broke: set[int] = set()
        self.items: list[Facts] = []
        self.ties: list[Facts] = []
        self.run()
        fans.next_run()

    @property
    def chosen(self) -> list[int]:
        return numbers(self.items)

    @property
    def spent(self) -> int:
        return sum(item["cost"] for item in self.items)

    def worth(self, option: int) -> int:
        """Of an option, once bought, to a person; for each point where points count."""
        return self.costs[option] if self.rule["utility"] == "cost" else 1

    def run(self) -> None:
        """Money only goes away, so no option ever asks less than before: those that
        asked more than the best now asks need not be looked at."""
        parts = self.fans.parts
        queue = [(Fraction(self.costs[n], parts[n] * self.worth(n)), n) for n in parts]
        heapify(queue)
        while queue:
            offers: dict[int, Offer] = {}
            best: Fraction | None = None
            seen: set[int] = set()
            while queue and (best is None or queue[0][0] <= best):
                number = heappop(queue)[1]
                if number not in seen:
                    seen.add(number)
                    floor = self.floor(number)
                    if floor is not None:
                        heappush(queue, (floor, number))
                    continue
                offer = self.offer(number)
                if offer is not None:
                    offers[number] = offer
                    best = offer.rate if best is None else min(best, offer.rate)
            if best is not None:
                self.buy_one_of([n for n in offers if offers[n].rate == best], offers)
            for number, offer in offers.items():
                heappush(queue, (offer.rate, number))

    def floor(self, option: int) -> Fraction | None:
        """A rate that its true one is not below; None where those who want it have not
        enough left."""
        parts = self.fans.parts[option]
        need = self.in_grains(option) - self.off * parts
        if need <= 0:
            return Fraction(0)
        group = self.fans.group(self.sold, option)
        known = self.high[option]
        high = even_part(self.grains_of(group), group.parts, parts, need, known)
        if high is None:
            return None
        self.high[option] = high - 1
        return (high - 1) * self.purse / (self.GRAINS * self.worth(option))

    def in_grains(self, option: int) -> int:
        """What an option costs, rounded down."""
        return int(self.costs[option] * self.GRAINS / self.purse)

    def grains_of(self, group: Group) -> list[int]:
        """What each has for one part."""
        each = map(self.grains.__getitem__, group.said)
        return list(map(floordiv, each, group.points) if group.points else each)

    def offer(self, option: int) -> Offer | None:
        """None where those who want it have not enough left."""
        parts, need = self.fans.parts[option], self.costs[option] * self.coin
        doubtful, people = self.doubtful(option)
        poorer, spent = 0, []
        while parts:
            poor = [row for row in doubtful if row[0] * parts < need * row[1]]
            if not poor:
                break
            doubtful = [row for row in doubtful if row[0] * parts >= need * row[1]]
            for money, points, n, said in poor:
                need, parts, poorer = need - money * n, parts - points * n, poorer + n
                spent.append(said)
        if not parts:
            return None
        spent += [said for m, points, _, said in doubtful if m * parts == need * points]
        part = Fraction(need, parts * self.coin)
        return Offer(part, self.worth(option), people - poorer, poorer, spent)

    def doubtful(self, option: int) -> tuple[list[tuple[int, int, int, int]], int]:
        """Of those who want it, all but those whose grains show that they can give a
        whole part for each point: their coins, points, how many they are, and what
        they will have said of what is sold; then how many people want it."""
        group, parts = self.fans.group(self.sold, option), self.fans.parts[option]
        each = self.grains_of(group)
        need = self.in_grains(option) + 1 + self.off * parts
        high = even_part(each, group.parts, parts, need, self.high[option])
        enough = max(each) + 1 if high is None else high + self.off
        at = self.fans.at[option]
        steps = [(start, int(part * self.coin)) for start, part in self.paid]
        purse = int(self.purse * self.coin)
        found = [
            (self.coins(said, purse, steps), points, people, said | points << at)
            for (said, points, people), grains in zip(group.rows(), each)  # noqa: B905
            if grains < enough
        ]
        return found, sum(group.people)

    def coins(self, said: int, left: int, steps: list[tuple[int, int]]) -> int:
        """What is left to those who said that, exactly; ``steps``: where the bits of
        each option bought begin, and its part."""
        if said in self.broke:
            return 0
        for at, part in steps:
            points = said >> at & self.field
            if points:
                left -= part * points
                if left <= 0:
                    return 0
        return left

    def buy_one_of(self, level: list[int], offers: dict[int, Offer]) -> None:
        number = self.lot.lined_up(level)[0]
        if len(level) > 1:
            stage = len(self.items) + 1
            self.ties.append(tied(stage, sorted(level), "selection", number, by=0))
        offer, votes = offers.pop(number), self.fans.parts[number]
        paid = {
            "share": str(offer.part),
            "payers": offer.payers,
            "poorer": offer.poorer,
        }
        self.items.append(bought(number, self.costs[number], votes, **paid))
        self.pay(number, offer)

    def pay(self, option: int, offer: Offer) -> None:
        """Everyone who wants it gives a part for each point, or all that is left."""
        at = self.fans.at[option]
        grains = int(offer.part * self.GRAINS / self.purse)
        for said, points, _ in self.fans.group(self.sold, option).rows():
            left = max(0, self.grains[said] - grains * points)
            self.grains[said | points << at] = left
        self.broke.update(offer.spent)
        self.paid.append((at, offer.part))
        self.coin *= (offer.part * self.coin).denominator
        self.sold |= self.field << at
        self.off += self.field


class Raised:
    """Equal Shares once more with a little more in every purse, and again, until a run
    costs more than the budget; the last that does not is kept."""

    def __init__(self, asked: Asked, fans: Fans, people: int) -> None:
        rule = asked.rule
        self.purse = Fraction(rule["budget"], max(1, people))
        step = Fraction(1)
        if rule["raises"]:
            step = Fraction(rule["budget"], max(1, rule["raises"] * people))
        self.plain = self.kept = EqualShares(asked, fans, self.purse)
        self.raised, self.runs = 0, 1
        while self.raised < rule["most_raises"] and len(self.kept.items) < len(fans):
            tried = EqualShares(asked, fans, self.purse + step)
            self.runs += 1
            if tried.spent > rule["budget"]:
                break
            self.kept, self.purse = tried, self.purse + step
            self.raised += 1


def shared_out(
    asked: Asked, box: Box, items: list[Facts], ties: list[Facts], **run: Any
) -> Facts:
    """What every rule on a budget publishes."""
    votes, chosen = wishes(asked, box), numbers(items)
    rest = [n for n in asked.options if n not in chosen]
    rest.sort(key=lambda n: (-votes[n], asked.lot.draw(n)))
    return {
        "votes": rows(votes),
        "budget": asked.rule["budget"],
        "endowment": "0",
        "raised": 0,
        "runs": 1,
        "beside": {},
        **run,
        "rounds": items,
        "spent": sum(item["cost"] for item in items),
        **standings(chosen, chosen, chosen + rest, ties),
        "blank": box.get((), 0),
        "present": sum(box.values()),
    }


def count_greedy(asked: Asked, box: Box) -> Facts:
    """The most chosen first; what does not fit is passed over."""
    items, ties = filled(asked, wishes(asked, box), [])
    return shared_out(asked, box, items, ties)


def count_mes_plain(asked: Asked, box: Box) -> Facts:
    """Equal Shares, one run."""
    people = sum(box.values())
    purse = Fraction(asked.rule["budget"], max(1, people))
    run = EqualShares(asked, Fans(asked, box), purse)
    alone, _ = filled(asked, wishes(asked, box), [])
    beside = {"greedy": numbers(alone)}
    return shared_out(
        asked, box, run.items, run.ties, endowment=str(purse), beside=beside
    )


def count_mes(asked: Asked, box: Box) -> Facts:
    """Equal Shares, raised until it would cost too much, then filled."""
    people, votes = sum(box.values()), wishes(asked, box)
    runs = Raised(asked, Fans(asked, box), people)
    more, ties = filled(asked, votes, runs.kept.chosen)
    alone, _ = filled(asked, votes, [])
    beside = {
        "mes-plain": runs.plain.chosen,
        "raised": runs.kept.chosen,
        "greedy": numbers(alone),
    }
    return shared_out(
        asked, box, runs.kept.items + more, runs.kept.ties + ties, beside=beside,
        endowment=str(runs.purse), raised=runs.raised, runs=runs.runs,
    )  # fmt: skip


# 7.6 Every rule, and what all of them publish

Counting = Callable[[Asked, Box], Facts]
RULES: dict[tuple[str, int], tuple[Reader, Counting]] = {
    ("majority", 1): (read_answer, count_majority),
    ("double-majority", 1): (read_answer_from, count_double_majority),
    ("delegates", 1): (read_answer_from, count_delegates),
    ("approval", 1): (read_chosen, count_approval),
    ("points", 1): (read_points, count_points),
    ("irv", 1): (read_ranking, count_irv),
    ("stv", 1): (read_ranking, count_stv),
    ("schulze", 1): (read_weak_ranking, count_schulze),
    ("greedy", 1): (read_wish, count_greedy),
    ("mes-plain", 1): (read_wish, count_mes_plain),
    ("mes", 1): (read_wish, count_mes),
}


def needed(share: Fraction, people: int) -> int:
    """The fewest that are at least ``share`` of ``people``."""
    return -(-share.numerator * people // share.denominator)


def recount(asked: Asked, box: Box) -> Facts:
    """The figures that result.json should hold. ``lot``: only where it decided."""
    rule, size = asked.rule, asked.roll_size
    ballots = sum(box.values()) + asked.apart.papers
    found = RULES[rule["name"], rule["version"]][1](asked, box)
    share = Fraction(rule["quorum"])
    least = needed(share, asked.quorum_base())
    reached = found.pop("present") >= least
    outcome = found.pop("outcome") if reached else "no_quorum"
    drawn = any(tie["by"] == "lot" for tie in found.get("ties_broken", ()))
    return {
        "rule": rule["name"],
        "version": rule["version"],
        "roll_size": size,
        "ballots": ballots,
        "turnout": f"{ballots}/{size}",
        "quorum": str(share),
        "quorum_voters": least,
        "quorum_met": reached,
        **({"lot": {"root": asked.lot.root}} if drawn else {}),
        **found,
        "outcome": outcome,
    }


# --- 8. What the rule sheet must say -------------------------------------------------

BLANK = {"blank_ballots": "counted in the quorum only"}
REPORTED = {"ties": "reported, all kept"}
LAST_STAGE = {
    "equal_ranks": "end the ballot",
    "ties": "last stage that differs, then the lot",
}
BUDGET = {
    "not_chosen_by_anyone": "left out",
    "above_the_budget": "left out",
    "blank_ballots": "counted in the quorum, and an equal share each",
    "ties": "the lot",
}
YES_NO = {"threshold_of": "yes and no votes", "no_votes": "not approved"}

# The words of each rule as it is counted here.
WORDS: dict[str, dict[str, Any]] = {
    "majority": YES_NO,
    "double-majority": {
        **YES_NO,
        "places_threshold": "more than half of all on the roll",
        "place_says_yes": "more yes than no; level or silent is not a yes",
    },
    "delegates": {
        **YES_NO,
        "carried": "votes shared equally among the delegates who vote",
        "quorum_of_places": "co-operatives whose delegates vote",
    },
    "approval": {**BLANK, **REPORTED},
    "points": {**BLANK, **REPORTED, "left_out": "zero points"},
    "irv": {
        **BLANK,
        **LAST_STAGE,
        "majority_of": "ballots that still name an option in the running",
        "exclusion": "one at a time",
    },
    "stv": {
        **BLANK,
        **LAST_STAGE,
        "text": "Scottish Local Government Elections Order 2011 (SSI 2011/399)",
        "quota": "valid ballots / (seats + 1), rounded down, plus one",
        "decimals": "5, the rest dropped",
    },
    "schulze": {
        **BLANK,
        "strength": "winning votes",
        "unranked": "tied below all ranked",
        "equal_ranks": "count for neither",
        "ties": "reported, then the lot",
    },
    "greedy": {**BUDGET, "selection": "most chosen first, skip what does not fit"},
    "mes-plain": {**BUDGET, "money_left": "stays unspent"},
    "mes": {
        **BUDGET,
        "raised_until": "a run would exceed the budget; the last that does not is kept",
        "most_raises": 20_000,
        "completion": "most chosen first, skip what does not fit",
    },
}


# Terms that have one of a few values.
ONE_OF: dict[str, tuple[Any, ...]] = {
    "comparison": ("more_than", "at_least"),
    "utility": ("cost", "count", "points"),
    "quorum_counts_abstentions": (True, False),
}


def expected_terms(asked: Asked) -> dict[str, Any]:
    """The words of the rule, and what follows from other parts of the sheet."""
    rule, name = asked.rule, asked.rule["name"]
    terms = {**WORDS[name], "quorum_of": "roll"}
    if name in BY_PLACE:
        terms["places"] = [place for place, people in asked.rolls.items() if people]
    if name == "double-majority" and asked.secret:
        together = "with the next smallest where needed; one answer, as one place"
        terms["smallest_place"] = FEW
        terms["smaller_places"] = f"counted together, {together}"
    if name == "delegates":
        told = {place: size for place, size, _ in rule["places"]}
        sizes = [(place, told.get(place, 0)) for place in terms["places"]]
        terms["places"] = [[p, size, band(rule["bands"], size)] for p, size in sizes]
        terms["cap"] = band(rule["bands"], max(start for start, _ in rule["bands"]))
        terms["quorum_of"] = "co-operatives"
    if "costs" in rule:
        terms["costs"] = [[number, cost] for number, cost in asked.costs().items()]
    if name == "mes":
        step = f"budget / {rule['raises']} / voters"
        terms["raise"] = step if rule["raises"] else "one unit each"
    for term, values in ONE_OF.items():
        if term in rule:
            same = [v for v in values if canonical(v) == canonical(rule[term])]
            terms[term] = [*same, *values][0]
    base = asked.roll_size if terms["quorum_of"] == "roll" else len(terms["places"])
    terms["quorum_voters"] = needed(Fraction(rule["quorum"]), base)
    return terms


def check_terms(asked: Asked) -> None:
    """The sheet does not contradict itself, nor what is counted here."""
    expected = {**expected_terms(asked), "roll_size": sum(asked.rolls.values())}
    written = {**asked.rule, "roll_size": asked.roll_size}
    different = first_difference(expected, {n: written.get(n) for n in expected})
    if different:
        name, found, told = different
        raise Broken("term", name=name, found=found, told=told)


# --- 9. Comparing figures ------------------------------------------------------------

LONGEST = 120  # characters of a figure that are shown
NOT_THERE_AT_ALL = object()


def first_difference(
    ours: Any, theirs: Any, path: tuple[str, ...] = ()
) -> tuple[str, str, str] | None:
    """Where the first figure that differs stands, ours, and theirs."""
    if ours is not NOT_THERE_AT_ALL and theirs is not NOT_THERE_AT_ALL:
        if canonical(ours) == canonical(theirs):
            return None
        for step, a, b in parts_of_both(ours, theirs):
            if found := first_difference(a, b, (*path, step)):
                return found
    return ", ".join(path), shown(ours), shown(theirs)


def parts_of_both(ours: Any, theirs: Any) -> Iterator[tuple[str, Any, Any]]:
    """Two objects or two lists, part by part, in the order of ours."""
    none = NOT_THERE_AT_ALL
    if type(ours) is dict and type(theirs) is dict:
        for name in [*ours, *sorted(set(theirs) - set(ours))]:
            yield name, ours.get(name, none), theirs.get(name, none)
    elif type(ours) is list and type(theirs) is list:
        for at in range(max(len(ours), len(theirs))):
            a, b = (row[at] if at < len(row) else none for row in (ours, theirs))
            yield label(at, a, b), a, b


def label(at: int, ours: Any, theirs: Any) -> str:
    """How an entry of a list is called: by its option or co-op where it has one."""
    if type(ours) is dict and type(theirs) is dict:
        for key in ("number", "place"):
            if key in ours and canonical(ours[key]) == canonical(theirs.get(key)):
                return f"{key} {ours[key]}"
    return str(at + 1)


def shown(value: Any) -> str:
    if value is NOT_THERE_AT_ALL:
        return "–"
    text = canonical(value).decode()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


# --- 10. The checks, in the order in which they are made -----------------------------

# What a document without the agreed parts raises when it is read.
NOT_THERE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
SUM = re.compile(rb"([0-9a-f]{64})  ([A-Za-z0-9.-]+)")
ROLL = re.compile(
    rb'\{"leaf":"([0-9a-f]{64})",("paper":true,)?'
    rb'"place":"([A-Za-z0-9_+-]*)",("struck":true,)?"voted":(true|false)\}'
)
MOVED = re.compile(rb'"entry":"(?:extended|declared|corrected)"')
ENTRY = re.compile(rb'\{"commitment":"([0-9a-f]{64})","entry":"(cast|replaced)"\}')
BALLOT = re.compile(
    rb'(\{"choices":(.*),"nonce":"([0-9a-f]{32})","salt":"[0-9a-f]{32}"),'
    rb'"tracker":"([a-z-]+)"(?:,"veil":"([0-9a-f]{32}|[0-9a-f]{64})")?\}'
)
PLACE = re.compile(rb'"place":"([a-z0-9+-]+)"')
# Choices that are seen to be in their one form without being parsed.
NUMBER = rb"(?:0|[1-9][0-9]{0,15})"
LISTED = rb"\[(?:%b(?:,%b)*)?\]"
PAIR = rb"\[%b,%b\]" % (NUMBER, NUMBER)
PLAIN = re.compile(
    rb'\{"(?:answer":"[a-z]+"(?:,"place":"[a-z0-9-]+")?|(?:chosen|ranking)":%b|points":%b)\}'
    % (LISTED % (NUMBER, NUMBER), LISTED % (PAIR, PAIR))
)


class Check:
    """A bundle under examination: ``run`` goes through every check or raises Broken."""

    def __init__(self, files: Files, since: tuple[str, bytes] | None = None) -> None:
        for name in (*PUBLISHED, "SHA256SUMS"):
            if name not in files:
                raise Broken("missing", file=name)
        self.files, self.since = files, since
        self.digests = {name: sha256(content) for name, content in files.items()}
        self.facts: Facts = {}
        self.unknown: Broken | None = None

    def run(self) -> Facts:
        self.sheet: Sheet = document(self.files, "rule-sheet.json")
        self.ledger = lines_of(self.files, "ledger.jsonl")
        self.check_opening()
        try:
            self.check_roll()
            self.check_entries()
            self.check_notes()
            self.check_ballots()
            self.check_end()
        except NOT_THERE as wrong:
            raise Broken("document", file="rule-sheet.json") from wrong
        try:
            self.check_count()
        except NOT_THERE as wrong:
            raise Broken("document", file="result.json") from wrong
        self.check_sums()
        if self.unknown:
            raise self.unknown
        return self.facts

    def check_opening(self) -> None:
        """The sheet is the one that the log was begun with."""
        opened = parsed(self.ledger[0]) if self.ledger else None
        if opened is None or opened.get("entry") != "opened":
            raise Broken("opened")
        seal = self.digests["rule-sheet.json"]
        if opened.get("rule_sheet") != seal:
            raise Broken("sheet")
        sheet = self.sheet
        try:
            expected = {
                "entry": "opened",
                "format": "passerelle/ledger/1",
                "round": sheet["round"],
                "rule_sheet": seal,
                "roll": {"root": sheet["roll"]["root"], "size": sheet["roll_size"]},
            }
            self.signer = Signer(sheet["log"]["key"])
        except NOT_THERE as wrong:
            raise Broken("document", file="rule-sheet.json") from wrong
        if sheet.get("format") != "passerelle/rule-sheet/1":
            raise Broken("document", file="rule-sheet.json")
        if opened != expected:
            raise Broken("opened")
        if self.files["keys.txt"] != f"{sheet['log']['key']}\n".encode():
            raise Broken("keys")
        self.facts["sheet"] = seal

    def check_roll(self) -> None:
        """The people of the opening, each once, under the co-ops of the sheet."""
        lines = lines_of(self.files, "roll.jsonl")
        places: Counter[bytes] = Counter()
        self.marks: Counter[bytes] = Counter()
        self.takers: Counter[bytes] = Counter()  # of paper ballots
        alike: Counter[tuple[bytes, bool, bool]] = Counter()
        seen: dict[bytes, int] = {}
        marked: set[int] = set()  # lines struck
        for number, line in enumerate(lines, start=1):
            form = ROLL.fullmatch(line)
            if not form:
                raise Broken("form", file="roll.jsonl", line=number)
            paper, place, struck, voted = form.group(2, 3, 4, 5)
            if paper and voted == b"true":
                raise Broken("roll_both", line=number)
            if struck and (paper or voted == b"true"):
                raise Broken("roll_struck", line=number)
            leaf = unhexlify(form[1])
            if seen.setdefault(leaf, number) != number:
                raise Broken("roll_twice", line=number, first=seen[leaf])
            if struck:
                marked.add(number)
                continue
            alike[place, paper is not None, voted == b"true"] += 1
        for (place, took, did), people in alike.items():
            places[place] += people
            self.marks[place] += people * did
            self.takers[place] += people * took
        size = self.sheet["roll_size"]
        corrections = Corrections(self.sheet, self.ledger)
        corrections.check_size(len(lines))
        if root_of(list(seen)[:size]) != self.sheet["roll"]["root"]:
            raise Broken("roll_root")
        corrections.check(list(seen), marked)
        self.standing = corrections.standing()
        self.facts |= corrections.told
        self.check_places(places, lines)
        self.voted = sum(self.marks.values())
        self.roll_root = root_of(lines)
        self.facts |= {"roll": self.standing["roll_size"], "voted": self.voted}

    def check_places(self, places: Counter[bytes], lines: list[bytes]) -> None:
        sizes = {s["cooperative"]: s["roll"] for s in self.standing["electorate"]}
        if set(places) <= {b""}:
            return
        for place, found in places.items():
            names = place.decode().split("+")
            if not set(names) <= set(sizes):
                shown = b'"place":"%b"' % place
                at = [shown in line for line in lines].index(True) + 1
                raise Broken("roll_place", line=at, place=place.decode())
            size = sum(sizes[name] for name in names)
            if found != size:
                raise Broken("place_size", found=found, place=place.decode(), size=size)

    def check_entries(self) -> None:
        """Commitments, withdrawals and closings put off; then sealed, paper if there
        was any, ballots, result; nothing after."""
        self.closing = moment(self.sheet["closes_at"]["utc"])
        self.cast: dict[bytes, int] = {}
        self.gone: dict[bytes, int] = {}
        end: list[tuple[int, bytes]] = []
        for number, line in enumerate(self.ledger[1:], start=2):
            form = ENTRY.fullmatch(line)
            if not form and not MOVED.search(line):
                end.append((number, line))
                continue
            if end:
                raise Broken("order", line=end[0][0])
            if form:
                self.check_commitment(number, *form.groups())
            else:
                self.check_extension(number, parsed(line))
        self.end: dict[str, tuple[int, dict[str, Any]]] = {}
        awaited = ["sealed", "paper", "ballots", "result"]
        for number, line in end:
            entry = parsed(line)
            if entry is None:
                raise Broken("form", file="ledger.jsonl", line=number)
            kind = entry.get("entry")
            if kind == "ballots" and awaited[:1] == ["paper"]:
                del awaited[0]  # no paper in this vote
            if awaited[:1] != [kind]:
                raise Broken("order", line=number)
            self.end[awaited.pop(0)] = number, entry
        if awaited:
            raise Broken("unfinished")

    def check_commitment(self, number: int, commitment: bytes, kind: bytes) -> None:
        if kind == b"cast":
            if commitment in self.cast:
                raise Broken("cast_twice", line=number, first=self.cast[commitment])
            self.cast[commitment] = number
            return
        if commitment not in self.cast or commitment in self.gone:
            raise Broken("replaced", line=number)
        self.gone[commitment] = number

    def check_extension(self, number: int, entry: dict[str, Any] | None) -> None:
        """The closing was put off, from what it was, and no further than the rules say;
        or brought forward by the chair of a meeting."""
        if entry is not None and entry.get("entry") == "corrected":
            return  # read with the roll
        if entry is not None and entry.get("entry") == "declared":
            self.check_declared(number, entry)
            return
        if entry is None or set(entry) != {"entry", "closed_at", "until", "reason"}:
            raise Broken("form", file="ledger.jsonl", line=number)
        before, until = (moment_on(number, entry, n) for n in ("closed_at", "until"))
        longest = timedelta(hours=self.sheet["extension"]["longest_hours"])
        last = moment(self.sheet["closes_at"]["utc"]) + longest
        if entry["entry"] != "extended" or before != self.closing:
            raise Broken("extended", line=number)
        if not before < until <= last:
            raise Broken("extended", line=number)
        self.closing = until
        self.facts["until"] = entry["until"]

    def check_declared(self, number: int, entry: dict[str, Any]) -> None:
        """The chair of a meeting closed the vote before its hour, once, by the rules."""
        if set(entry) != {"entry", "closed_at", "until", "everyone"}:
            raise Broken("form", file="ledger.jsonl", line=number)
        before, until = (moment_on(number, entry, n) for n in ("closed_at", "until"))
        opens = moment(self.sheet["opens_at"]["utc"])
        may = "early_closing" in self.sheet.get("meeting", {})
        if not may or "declared" in self.facts:
            raise Broken("declared", line=number)
        if before != self.closing or not opens < until < before:
            raise Broken("declared", line=number)
        self.closing = until
        self.facts["declared"] = entry["until"]

    def check_notes(self) -> None:
        """Each signed checkpoint is a beginning of this log; the last one, all of it."""
        tree, lines, before = Tree(self.ledger), len(self.ledger), 0
        origin = self.sheet["log"]["origin"]
        notes = notes_in(self.files, "checkpoints.txt", self.signer, origin)
        for number, size, root in notes:
            where = {"number": number, "file": "checkpoints.txt"}
            if size <= before:
                raise Broken("note_order", **where)
            self.check_note(tree, size, root, before, where)
            before = size
        if before != lines:
            raise Broken("note_last", lines=lines)
        self.facts |= {"lines": lines, "notes": len(notes), "signer": self.signer.name}
        self.check_witnesses()
        if self.since is not None:
            self.check_since(tree, origin)

    def check_witnesses(self) -> None:
        """What else is signed under a checkpoint is signed by a witness, and truly."""
        known, portal = witnesses_in(self.files), (self.signer.name, self.signer.id)
        signed, last = 0, 0
        vouching: dict[str, dict[str, str]] = {}
        for number, body, name, raw in signatures_in(self.files, "checkpoints.txt"):
            if number > last:  # only those under the last one vouch for everything
                last, vouching = number, {}
            mark = name, raw[:4].hex()
            if mark == portal:
                continue
            where = {"number": number, "file": "checkpoints.txt", "name": name}
            if mark not in known:
                raise Broken("witness_unknown", **where)
            if not known[mark].cosigned(body, raw):
                raise Broken("witness_false", **where)
            vouching[name] = known[mark].names
            signed += 1
        self.facts |= {"vouching": [*vouching.values()], "early": signed}

    def check_note(
        self, tree: Tree, size: int, root: bytes, before: int, where: Facts
    ) -> None:
        lines = len(self.ledger)
        if size > lines:
            raise Broken("note_beyond", size=size, lines=lines, **where)
        if tree.root(size) == root:
            return
        if size == before + 1 and b'"entry":"corrected"' in self.ledger[size - 1]:
            raise Broken("corrected_reworded", size=size, **where)
        raise Broken("note_root", start=before + 1, size=size, **where)

    def check_since(self, tree: Tree, origin: str) -> None:
        """The checkpoint that the reader kept is a beginning of this log too."""
        name, data = self.since or ("", b"")
        kept = notes_in({name: data}, name, self.signer, origin)
        for number, size, root in kept:
            self.check_note(tree, size, root, 0, {"number": number, "file": name})
        self.facts["since"] = max(size for _, size, _ in kept)

    def check_ballots(self) -> None:
        """Every opening was committed to and not withdrawn; every commitment opens."""
        self.tally: dict[bytes, int] = {}
        self.first: dict[bytes, int] = {}  # each choice, as written: its first line
        self.tree, self.sealed = Growing(), hashlib.sha256(b'{"ballots":[')
        self.bound = False  # whether there is a ballot in the seal
        nonces: dict[bytes, int] = {}
        opened = bytearray(len(self.ledger) + 1)  # by line of the log
        number, before = 0, b""
        first, tally, bind = self.first, self.tally, self.bind
        for number, line in enumerate(each_line(self.files, "ballots.jsonl"), start=1):
            form = BALLOT.fullmatch(line)
            if not form:
                raise Broken("form", file="ballots.jsonl", line=number)
            opening, choices, nonce, tracker, veil = form.groups()
            if choices not in first:
                if not PLAIN.fullmatch(choices) and parsed(choices) is None:
                    raise Broken("form", file="ballots.jsonl", line=number)
                first[choices], tally[choices] = number, 0
            if tracker <= before:
                raise Broken("ballot_order", line=number)
            if nonces.setdefault(nonce, number) != number:
                raise Broken("ballot_nonce", line=number, first=nonces[nonce])
            opened[self.committed(number, veiled(opening, veil))] = 1
            bind(line, b'{"choices":%b,"tracker":"%b"}' % (choices, tracker))
            tally[choices] += 1
            before = tracker
        for commitment, at in self.cast.items():
            if not opened[at] and commitment not in self.gone:
                raise Broken("ballot_missing", line=at)
        self.ballots = self.facts["ballots"] = number

    def bind(self, line: bytes, row: bytes) -> None:
        """Into the root and the seal, so that the line need not be kept."""
        self.tree.add(line)
        self.sealed.update(b"," + row if self.bound else row)
        self.bound = True

    def committed(self, number: int, opening: bytes) -> int:
        """The line of the log where this ballot was committed to."""
        commitment = commitment_of(opening).encode()
        line = self.cast.get(commitment)
        if line is None:
            raise Broken("ballot_unknown", line=number)
        if self.gone and commitment in self.gone:
            other = self.gone[commitment]
            raise Broken("ballot_withdrawn", line=number, other=other)
        return line

    def check_end(self) -> None:
        """As many ballots as marks; roll and ballots are those of the seal."""
        ballots = self.ballots
        if ballots != self.voted:
            raise Broken("marks", ballots=ballots, voted=self.voted)
        line, sealed = self.end["sealed"]
        if moment_on(line, sealed, "at") < self.closing:
            raise Broken("sealed_early", line=line)
        if sealed.get("voted") != self.voted:
            raise Broken("sealed", line=line)
        if sealed.get("roll") != self.roll_root:
            raise Broken("roll_marks", line=line)
        line, bound = self.end["ballots"]
        if bound.get("count") != ballots:
            raise Broken("sealed", line=line)
        if bound.get("root") != self.tree.root():
            raise Broken("ballots_root", line=line)
        if "paper" in self.end:  # the lot is drawn from it too
            self.tree.add(self.ledger[self.end["paper"][0] - 1])
        self.forget("ledger", "cast", "gone")

    def forget(self, *names: str) -> None:
        """What was gone through makes room for the count."""
        for name in names:
            delattr(self, name)

    def check_count(self) -> None:
        """The figures follow from the ballots, and result.json is the one on the log."""
        result, line = document(self.files, "result.json"), self.end["result"][0]
        try:
            self.compare(result["figures"])
        except Broken as wrong:
            if wrong.key != "rule":
                raise
            self.unknown = wrong
        if result["seal"] != self.seal(result["figures"]):
            raise Broken("seal")
        expected = {
            "entry": "result",
            "seal": result["seal"],
            "sha256": self.digests["result.json"],
        }
        about = result["format"], result["round"], result["rule_sheet"]
        if about != ("passerelle/result/1", self.sheet["round"], self.facts["sheet"]):
            raise Broken("result", line=line)
        if self.end["result"][1] != expected:
            raise Broken("result", line=line)
        self.facts["rule"] = self.sheet["rule"]["name"]
        if "casting-vote.json" in self.files:
            self.check_casting_vote(result)

    def check_casting_vote(self, result: Facts) -> None:
        """It comes after a tie of this very result, where the rule sheet gives it."""
        vote, figures = document(self.files, "casting-vote.json"), result["figures"]
        about = vote.get("format"), vote.get("round"), vote.get("seal")
        named = "passerelle/casting-vote/1", self.sheet["round"], result["seal"]
        given = self.sheet.get("meeting", {}).get("tie", {}).get("broken_by")
        lost = figures["outcome"] == "not_passed" and figures.get("tie") is True
        if not (
            about == named and given and lost and vote.get("answer") in ("yes", "no")
        ):
            raise Broken("casting")
        self.facts["casting"] = vote["answer"]

    def compare(self, told: Facts) -> None:
        """The published figures against our own, part by part."""
        try:
            found = self.found()
        except NOT_THERE as wrong:
            raise Broken("document", file="rule-sheet.json") from wrong
        different = first_difference(found, told)
        if different:
            name, ours, theirs = different
            raise Broken("figure", name=name, found=ours, told=theirs)
        if "lot" in found:
            self.facts["lot"] = found["lot"]["root"]

    def found(self) -> Facts:
        """The figures, counted again."""
        asked = Asked(self.standing, self.lot_root())
        rule = asked.rule["name"], asked.rule["version"]
        if rule not in RULES:
            raise Broken("rule", rule=rule[0], version=rule[1])
        read, _count = RULES[rule]
        check_terms(Asked(self.sheet, ""))
        if "smallest_place" in asked.rule:
            asked.told = self.strata(asked)
        box = self.read_ballots(asked, read)
        paper = self.read_paper(asked, read, box)
        return {**recount(asked, box), **paper, **self.corrected()}

    def corrected(self) -> Facts:
        """How many people were put on the roll and struck, where anyone was."""
        told = {kind: self.facts[kind] for kind in STEP if kind in self.facts}
        return {"roll_corrections": told} if told else {}

    def lot_root(self) -> str:
        """Of the lines of ballots.jsonl and, where there was paper, its line on the log;
        nobody knew it before the seal."""
        return self.tree.root()

    def read_ballots(self, asked: Asked, read: Reader) -> Box:
        """What each says under the rule, and how many say it."""
        box: Box = Counter()
        for text, line in self.first.items():
            try:
                ballot = read(asked, json.loads(text))
            except Unfit as unfit:
                raise Broken(unfit.args[0], line=line) from unfit
            box[ballot] += self.tally[text]
        self.forget("first", "tally")
        if asked.rule["name"] in BY_PLACE:
            self.check_ballots_by_place(asked, box)
        return box

    def strata(self, asked: Asked) -> list[str]:
        """In a secret vote, the co-ops told apart by the roll and those told together:
        each of its names with enough voters; all together where it has no names."""
        places = asked.places()
        named = [name.decode() for name in self.marks if name]
        if not named:
            return ["+".join(sorted(places))]
        for name in named:
            voted = self.marks[name.encode()]
            if voted < asked.rule["smallest_place"] and len(places) > 1:
                raise Broken("few_told", place=name, voted=voted)
        first = {name: min(map(places.index, name.split("+"))) for name in named}
        return sorted(named, key=first.__getitem__)

    def check_ballots_by_place(self, asked: Asked, box: Box) -> None:
        """No co-op has more ballots than people on its roll, nor more or fewer than its
        marks; small ones that the roll publishes together are taken together."""
        ballots: Counter[str] = Counter()
        for (place, _answer), people in box.items():
            ballots[place] += people
        for place, found in ballots.items():
            if found > (size := sum(asked.rolls[p] for p in place.split("+"))):
                raise Broken("place_many", ballots=found, place=place, size=size)
        for names, voted in self.marks.items():
            whole = names.decode() in asked.told
            together = [names.decode()] if whole else names.decode().split("+")
            found = sum(ballots[place] for place in (together if names else [*ballots]))
            if found != voted:
                where = names.decode()
                raise Broken("place_marks", ballots=found, place=where, voted=voted)

    def read_paper(self, asked: Asked, read: Reader, box: Box) -> Facts:
        """Add what came on paper to the box; the figures about it, if there are any."""
        taken = sum(self.takers.values())
        line, entry = self.end.get("paper", (self.end["sealed"][0], {"marked": 0}))
        if entry["marked"] != taken:
            told = entry["marked"]
            raise Broken("paper_marks", line=line, marked=told, found=taken)
        if "paper" not in self.end:
            return {}
        try:
            piles = piles_of(asked, entry)
            self.check_takers(piles)
            totals = unpacked(asked, read, piles, box)
        except Unfit as unfit:
            batch = ", ".join(map(str, unfit.args[1:]))
            raise Broken(unfit.args[0], line=line, batch=batch) from unfit
        except NOT_THERE as wrong:
            raise Broken("form", file="ledger.jsonl", line=line) from wrong
        about = {
            name: sum(pile[name] for pile in piles)
            for name in ("issued", "spoiled", "returned")
        }
        used = sum(pile["used"] for pile in piles)
        self.facts |= {"papers": used, "taken": taken}
        batches = sum(len(pile["numbers"]) for pile in piles)
        more = {"batches": batches, "ballots": used, "marked": taken, "totals": totals}
        return {"paper": {**about, **more}}

    def check_takers(self, piles: list[Facts]) -> None:
        """No more papers were used than people took, in all and at each place."""
        every = sum(pile["used"] for pile in piles), sum(self.takers.values())
        compared = [every]
        for names, taken in self.takers.items():
            there = set(names.decode().split("+"))
            inside = [p for p in piles if there.issuperset(p["place"].split("+"))]
            compared.append((sum(pile["used"] for pile in inside), taken))
        for used, taken in compared:
            if used > taken:
                raise Broken("paper_used", used=used, taken=taken)

    def seal(self, figures: Facts) -> str:
        """Of the canonical form of ballots, figures, format and rule sheet."""
        rest = {
            "figures": figures,
            "format": "passerelle/seal/1",
            "rule_sheet": self.facts["sheet"],
        }
        self.sealed.update(b"]," + canonical(rest)[1:])
        return self.sealed.hexdigest()

    def check_sums(self) -> None:
        """Every file is the one that SHA256SUMS names."""
        named = set()
        for number, line in enumerate(lines_of(self.files, "SHA256SUMS"), start=1):
            form = SUM.fullmatch(line)
            if not form:
                raise Broken("form", file="SHA256SUMS", line=number)
            name = form[2].decode()
            if name not in self.digests:
                raise Broken("missing", file=name)
            if self.digests[name].encode() != form[1]:
                raise Broken("sum", file=name)
            named.add(name)
        for name in (*PUBLISHED, *({WITNESSES} & set(self.digests))):
            if name not in named:
                raise Broken("sum_missing", file=name)


STEP = {"added": 1, "struck": -1}
CORRECTION = {
    "entry", "kind", "line", "leaf", "place", "people", "roll", "reason", "on",
}  # fmt: skip
COUNTED = (
    ("people", "before"), ("people", "after"), ("roll", "before"), ("roll", "after"),
)  # fmt: skip


class Corrections:
    """The roll of the opening, then each correction on the log in its turn: a person
    added at its end, or a line struck, whose place stays with an empty leaf."""

    def __init__(self, sheet: Sheet, ledger: list[bytes]) -> None:
        self.sheet = sheet
        self.told: Facts = {}
        self.opened: int = sheet["roll_size"]
        self.rolls = {s["cooperative"]: s["roll"] for s in sheet["electorate"]}
        self.made = [
            (number, self.read(number, parsed(line)))
            for number, line in enumerate(ledger, start=1)
            if b'"entry":"corrected"' in line
        ]
        if self.made:
            kinds = Counter(entry["kind"] for _, entry in self.made)
            self.told = {kind: kinds[kind] for kind in STEP} | {"opened": self.opened}

    def read(self, number: int, entry: Facts | None) -> Facts:
        """Every part is there, of its type; the reason in both languages."""
        try:
            if entry is None or set(entry) != CORRECTION:
                raise ValueError
            reasons = [entry["reason"][language] for language in LANGUAGES]
            counts = [entry[of][when] for of, when in COUNTED]
            right = (
                entry["entry"] == "corrected"
                and entry["kind"] in STEP
                and entry["place"] in self.rolls
                and whole_numbers([entry["line"], *counts])
                and all(type(reason) is str and reason for reason in reasons)
                and re.fullmatch(r"[0-9a-f]{64}", entry["leaf"])
                and re.fullmatch(r"\d{4}-\d\d-\d\d", entry["on"])
            )
        except NOT_THERE:
            right = False
        if not right or entry is None:
            raise Broken("corrected", line=number)
        return entry

    def check_size(self, lines: int) -> None:
        size = self.opened + self.told.get("added", 0)
        if lines != size and not self.made:
            raise Broken("roll_size", found=lines, size=size)
        if lines < size:
            raise Broken("roll_size_corrected", found=lines, size=size)
        if lines > size:
            raise Broken("corrected_missing", line=size + 1)

    def check(self, leaves: list[bytes], marked: set[int]) -> None:
        """``marked``: the lines of roll.jsonl that say that they are struck."""
        if self.made:
            self.follow(leaves, marked)
        if marked:
            raise Broken("corrected_missing", line=min(marked))

    def follow(self, leaves: list[bytes], marked: set[int]) -> None:
        """Each correction in its turn; those of ``marked`` it explains leave it."""
        tree, last = RollTree(leaves[: self.opened]), self.opened
        done: dict[tuple[str, int], int] = {}
        for number, entry in self.made:
            row, kind = entry["line"], entry["kind"]
            if (kind, row) in done:
                raise Broken(
                    "corrected_twice", line=number, row=row, first=done[kind, row]
                )
            done[kind, row] = number
            fits = row == last + 1 if kind == "added" else row in marked and row <= last
            if not fits or leaves[row - 1].hex() != entry["leaf"]:
                raise Broken("corrected_line", line=number, row=row)
            tree.put(row - 1, leaves[row - 1] if kind == "added" else b"")
            last += kind == "added"
            marked.discard(row if kind == "struck" else 0)
            self.count(number, entry)
            if tree.root() != entry["roll"]["root"]:
                raise Broken("corrected_root", line=number)

    def count(self, number: int, entry: Facts) -> None:
        """The people of the co-op and of the whole roll, before and after."""
        place, step = entry["place"], STEP[entry["kind"]]
        here, every = self.rolls[place], sum(self.rolls.values())
        found = [here, here + step, every, every + step]
        if [entry[of][when] for of, when in COUNTED] != found or here + step < 0:
            raise Broken("corrected_counts", line=number, place=place)
        self.rolls[place] += step

    def standing(self) -> Sheet:
        """The rule sheet by which the ballots are counted: with the roll as corrected.
        Co-ops count, under the rules that count them, while anyone is on their roll."""
        sheet, rule = dict(self.sheet), dict(self.sheet["rule"])
        if self.made:
            sheet["roll_size"] = sum(self.rolls.values())
            sheet["electorate"] = [
                {**s, "roll": self.rolls[s["cooperative"]]} for s in sheet["electorate"]
            ]
            if rule["name"] in BY_PLACE:
                told = {p if type(p) is str else p[0]: p for p in rule["places"]}
                here = [place for place, people in self.rolls.items() if people]
                rule["places"] = [told.get(place, place) for place in here]
            sheet["rule"] = rule
        return sheet


def moment(text: str) -> datetime:
    """Of a text in UTC."""
    if not text.endswith("Z"):
        raise ValueError(text)
    return datetime.fromisoformat(text[:-1] + "+00:00")


def moment_on(line: int, entry: dict[str, Any], name: str) -> datetime:
    """Of an entry of the log."""
    try:
        return moment(entry[name])
    except NOT_THERE as wrong:
        raise Broken("form", file="ledger.jsonl", line=line) from wrong


def veiled(opening: bytes, veil: bytes | None) -> bytes:
    """The opening with a mark of the place where the ballot hides it: the veil and the
    place give the mark; 64 digits are the mark of a place that nobody is told."""
    if veil is None:
        return opening
    digits = veil.decode()

    def marked(place: re.Match[bytes]) -> bytes:
        parts = b"place/1", place[1], bytes.fromhex(digits)
        told = digits if len(digits) > 32 else sha256(b"\0".join(parts))
        return b'"place":"%b"' % told.encode()

    return PLACE.sub(marked, opening, count=1)


def commitment_of(opening: bytes) -> str:
    """``opening``: a line of ballots.jsonl up to its salt."""
    return sha256(b"ballot/1\x00" + opening + b"}")


def check(files: Files, since: tuple[str, bytes] | None = None) -> Facts:
    """Go through everything; the facts found, or Broken. ``since``: (name, bytes) of
    kept checkpoints."""
    return Check(dict(files), since).run()


def told(facts: Facts, language: str) -> list[str]:
    """What was found, in sentences, when everything agrees."""
    keys = [
        "fine",
        "fine_sheet",
        "fine_roll",
        "fine_ledger",
        "fine_ballots",
        "fine_count",
    ]
    if "opened" in facts:
        keys[keys.index("fine_roll")] = "fine_roll_corrected"
    name = RULE_NAMES[facts["rule"]][LANGUAGES.index(language)]
    sentences = [say(key, language, **{**facts, "rule": name}) for key in keys]
    sentences.insert(keys.index("fine_ballots"), witnesses_told(facts, language))
    if "until" in facts:
        sentences.append(say("fine_extended", language, **facts))
    if "declared" in facts:
        sentences.append(say("fine_declared", language, **facts))
    if "papers" in facts:
        sentences.append(say("fine_paper", language, **facts))
    if "lot" in facts:
        sentences.append(say("fine_lot", language, root=facts["lot"]))
    if "casting" in facts:
        sentences.append(say("fine_casting", language))
    if "since" in facts:
        sentences.append(say("fine_since", language, size=facts["since"]))
    return sentences


def witnesses_told(facts: Facts, language: str) -> str:
    """Who besides the portal vouches for the whole log, by name."""
    names = sorted(names[language] for names in facts["vouching"])
    if names:
        told = {"witnesses": len(names), "names": ", ".join(names)}
        return say("fine_witnesses", language, **told)
    return say(
        f"fine_{'witnessed' if facts['early'] else 'no_witness'}", language, **facts
    )


# --- 11. One's own line and ballot ---------------------------------------------------


def own_line(files: Files, ref: str, salt: str) -> tuple[str, Facts]:
    """A sentence: (key, facts)."""
    number = document(files, "rule-sheet.json")["round"]
    parts = b"roll/1", str(number).encode(), ref.strip().lower().encode()
    leaf = sha256(b"\0".join((*parts, bytes.fromhex(salt.strip())))).encode()
    for line, row in enumerate(lines_of(files, "roll.jsonl"), start=1):
        form = ROLL.fullmatch(row)
        if form and form[1] == leaf:
            silent = "paper" if form[2] else "struck" if form[4] else "silent"
            did = "online" if form[5] == b"true" else silent
            return f"own_line_{did}", {"line": line}
    return "no_line", {}


def own_ballot(files: Files, words: str) -> tuple[str, Facts]:
    """A sentence: (key, facts)."""
    tracker = "-".join(re.findall(r"[a-z]+", words.lower())).encode()
    for line, row in enumerate(lines_of(files, "ballots.jsonl"), start=1):
        form = BALLOT.fullmatch(row)
        if form and form[4] == tracker:
            return "own_ballot", {
                "line": line,
                "choices": form[2].decode(),
                "nonce": form[3].decode(),
                "commitment": commitment_of(veiled(form[1], form[5])),
            }
    return "no_ballot", {}


def promise_in(files: Files, note: bytes) -> tuple[str, Facts]:
    """A sentence: (key, facts). Of a note that came with a receipt: origin of the log,
    ``promise``, the commitment, the latest time; then the portal's signature."""
    log = document(files, "rule-sheet.json")["log"]
    body, _, signatures = note.decode("utf-8", "replace").partition("\n\n")
    parts = body.split("\n")
    signed = Signer(log["key"]).signed(body + "\n", signatures.split("\n"))
    if not signed or len(parts) != 4 or parts[:2] != [log["origin"], "promise"]:
        return "no_promise", {}
    cast = canonical({"entry": "cast", "commitment": parts[2]})
    for line, row in enumerate(lines_of(files, "ledger.jsonl"), start=1):
        if row == cast:
            return "promise_kept", {"line": line}
    return "no_promise_kept", {"commitment": parts[2]}


def in_words(sheet: Sheet, choices: dict[str, Any], language: str) -> str:
    """What a ballot says, with the titles of the needs; a ranking with their ranks."""
    titles = {o["number"]: quoted(o, language) for o in sheet["options"]}
    if "answer" in choices:
        answer, place = say(choices["answer"], language), choices.get("place")
        told = {"answer": answer, "place": place}
        return say("from_place", language, **told) if place else answer
    (said,) = choices.values()
    if not said:
        return say("blank", language)
    if "points" in choices:
        given = ({"need": titles[n], "points": p} for n, p in said)
        return ", ".join(say("some_points", language, **one) for one in given)
    ranks = [rank if type(rank) is list else [rank] for rank in said]
    named = [" = ".join(titles[n] for n in rank) for rank in ranks]
    if "ranking" in choices:
        named = [f"{place}. {titles}" for place, titles in enumerate(named, start=1)]
    return ", ".join(named)


def quoted(option: dict[str, Any], language: str) -> str:
    """The title of a need, or its number where the sheet has no title."""
    title = option.get("title", {}).get(language, option["number"])
    return f"«\u00a0{title}\u00a0»" if language == "fr" else f"“{title}”"


def own_sentence(files: Files, key: str, facts: Facts, language: str) -> str:
    if key == "own_ballot":
        sheet = document(files, "rule-sheet.json")
        choices = json.loads(facts["choices"])
        facts = {**facts, "words": in_words(sheet, choices, language)}
    return say(key, language, **facts)


# --- 12. The command -----------------------------------------------------------------


def main(arguments: list[str] | None = None) -> int:
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    here = Path(__file__).resolve().parent
    reader.add_argument("bundle", nargs="?", default=here)
    reader.add_argument("--since", type=Path)
    reader.add_argument("--receipt")
    reader.add_argument("--line", nargs=2, metavar=("REF", "SALT"))
    reader.add_argument("--promise", type=Path)
    reader.add_argument("--lang", choices=LANGUAGES)
    asked = reader.parse_args(arguments)
    gc.disable()  # nothing here refers to itself: looking for such things is slow
    languages = [asked.lang] if asked.lang else list(LANGUAGES)
    status, sentences = answer(asked, languages)
    for language in languages:
        for sentence in sentences[language]:
            sys.stdout.write(f"{sentence}\n")
    return status


def answer(asked: Any, languages: list[str]) -> tuple[int, dict[str, list[str]]]:
    """The exit status, and the sentences in each language."""
    try:
        files = read_bundle(asked.bundle)
        if asked.receipt or asked.line or asked.promise:
            key, facts = own_answer(files, asked)
            own = {code: [own_sentence(files, key, facts, code)] for code in languages}
            return int(key.startswith("no_")), own
        since = (asked.since.name, asked.since.read_bytes()) if asked.since else None
        facts = Check(files, since).run()
        return 0, {language: told(facts, language) for language in languages}
    except Broken as broken:
        return 1, {language: [broken.said(language)] for language in languages}
    except KeyError as missing:
        lost = Broken("missing", file=missing.args[0])
    except (OSError, ValueError):
        lost = Broken("no_bundle")
    return 1, {language: [lost.said(language)] for language in languages}


def own_answer(files: Files, asked: Any) -> tuple[str, Facts]:
    if asked.promise:
        return promise_in(files, asked.promise.read_bytes())
    if asked.receipt:
        return own_ballot(files, asked.receipt)
    return own_line(files, *asked.line)


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main())
