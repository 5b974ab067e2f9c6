"""One hand-made row of every format, with every column its publisher writes, and how to put rows into a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sample:
    """`shape` is "json" or the separator of a CSV."""

    format: str
    shape: str
    row: Mapping[str, object]

    def file(self, folder: Path, rows: Sequence[Mapping[str, object]] | None = None) -> Path:
        """A file of this format holding `rows` (default: the one good row)."""
        path = folder / ("source.json" if self.shape == "json" else "source.csv")
        path.write_bytes(self.bytes([self.row] if rows is None else rows))
        return path

    def bytes(self, rows: Sequence[Mapping[str, object]]) -> bytes:
        if self.shape == "json":
            return json.dumps(list(rows), ensure_ascii=False).encode()
        text = io.StringIO(newline="")
        columns = list(dict.fromkeys(column for row in (self.row, *rows) for column in row))
        writer = csv.DictWriter(text, columns, delimiter=self.shape, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue().encode()


MEDNUM_V1_ROW = {
    "id": "structure-1",
    "pivot": "43493312300029",
    "nom": "L’Atelier du lac",
    "commune": "TOURCOING",
    "code_postal": "59200",
    "code_insee": "59599",
    "adresse": "12 BIS RUE DES PEUPLIERS",
    "complement_adresse": "Bâtiment B",
    "latitude": "50.7249",
    "longitude": "3.1576",
    "typologie": "TIERS_LIEUX|ASSO",
    "telephone": "+33320000001",
    "courriels": "accueil@atelier.example|lea@atelier.example",
    "site_web": "https://atelier.example/|https://autre.example/",
    "horaires": "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00",
    "presentation_resume": "Un atelier.",
    "presentation_detail": "Un atelier, en plus long.",
    "source": "Hubik",
    "itinerance": "Itinérant",
    "structure_parente": "",
    "date_maj": "2024-04-02",
    "services": "Aide aux démarches administratives|Loisirs et créations numériques",
    "publics_specifiquement_adresses": "Jeunes|Femmes",
    "prise_en_charge_specifique": "Surdité|Langues étrangères (anglais)",
    "frais_a_charge": "Gratuit",
    "dispositif_programmes_nationaux": "Aidants Connect|Conseillers numériques",
    "formations_labels": "ORDI 3.0",
    "autres_formations_labels": "Label local",
    "modalites_acces": "Se présenter|Téléphoner",
    "modalites_accompagnement": "En autonomie|À distance",
    "fiche_acces_libre": "https://acceslibre.example/erp/1/",
    "prise_rdv": "https://www.rdv-solidarites.example/org/1",
}
MEDNUM_V0_ROW = {
    "id": "626f",
    "nom": "ESCALE NUMERIQUE",
    "services": "Accéder à du matériel;Devenir autonome dans les démarches administratives",
    "pivot": "00000000000000",
    "commune": "LE COUDRAY-SAINT-GERMER",
    "code_postal": "60850",
    "adresse": "Place de la Mairie",
    "latitude": 1.84,
    "longitude": 49.42,
    "telephone": "03 44 00 00 01",
    "courriel": "contact@escale.example",
    "site_web": "www.escale.example.fr",
    "conditions_access": "Gratuit : Je peux accéder gratuitement au lieu et à ses services",
    "publics_accueillis": "Seniors (+ 65 ans);Personnes en situation d’illettrisme",
    "labels_nationaux": "CNFS;France Services",
    "labels_autres": "Un label",
    "modalites_accompagnement": "A ma place : une personne habilitée fait les démarches à ma place",
    "horaires": "Mo-Fr 09:00-12:00",
    "source": "conseiller-numerique",
    "date_maj": "2022-05-02",
    "structureId": "604a",
    "presentation_resume": "Un lieu.",
    "prise_rdv": "https://www.rdv-aide-numerique.example/org/1725",
}
CARTO_ROW = {
    "id": "carto-1",
    "nom": "Cyber-base de Roubaix",
    "pivot": "21590512000014",
    "adresse": {
        "numero_voie": "17",
        "repetition": "bis",
        "nom_voie": "Grande Rue",
        "commune": "Roubaix",
        "code_postal": "59100",
        "code_insee": "59512",
    },
    "latitude": 50.69,
    "longitude": 3.17,
    "telephone": "+33320000002",
    "courriels": "mediatheque@roubaix.example",
    "site_web": "https://roubaix.example",
    "horaires": "Tu-Sa 10:00-18:00",
    "date_maj": "2025-01-31T10:20:30.000Z",
    "source": "Coop numérique",
    "presentation_resume": "Une cyber-base.",
    "services": ["Accès internet et matériel informatique"],
    "publics_specifiquement_adresses": ["Seniors"],
    "frais_a_charge": ["Payant"],
    "dispositif_programmes_nationaux": ["France Services"],
    "modalites_acces": ["Prendre un RDV en ligne"],
    "modalites_accompagnement": ["Dans un atelier collectif"],
    "prise_rdv": "https://rdv.example/org/2",
    "mediateurs": [{"prenom": "Ada", "nom": "Byron", "email": "ada@byron.example", "telephone": "0600000000"}],
}
STRUCTURE_V1_ROW = {
    "source": "dora",
    "id": "dora--42",
    "nom": "Mission locale du Val",
    "date_maj": "2025-02-14",
    "description": "Une mission locale, pour les jeunes.",
    "siret": "13003013300016",
    "commune": "Lille",
    "code_postal": "59000",
    "code_insee": "59350",
    "adresse": "1 rue du Marché",
    "complement_adresse": None,
    "latitude": 50.63,
    "longitude": 3.06,
    "telephone": "+33320000003",
    "courriel": "contact@mission.example.fr",
    "site_web": "https://mission.example.fr",
    "horaires_accueil": "Mo-Fr 08:30-12:30; PH off",
    "accessibilite_lieu": "https://acceslibre.example.fr/erp/2/",
    "lien_source": "https://dora.example.fr/structures/42",
    "reseaux_porteurs": ["mission-locale", "aidants-connect"],
}
SERVICE_V1_ROW = {
    "source": "dora",
    "structure_id": "dora--42",
    "id": "dora--s1",
    "nom": "Aide au permis",
    "description": "Une aide pour passer le permis.",
    "date_maj": "2025-02-14",
    "type": "accompagnement",
    "thematiques": ["mobilite--preparer-un-permis"],
    "frais": "gratuit",
    "frais_precisions": "Rien à payer",
    "publics": ["jeunes", "demandeurs-emploi"],
    "modes_accueil": ["en-presentiel"],
    "modes_mobilisation": ["telephoner"],
    "mobilisable_par": ["usagers", "professionnels"],
    "lien_mobilisation": "https://mission.example.fr/permis",
    "contact_nom_prenom": "",
    "courriel": "contact@mission.example.fr",
    "telephone": "+33320000003",
}
STRUCTURE_V0_ROW = {
    "id": "100-odspep",
    "antenne": None,
    "rna": None,
    "longitude": 1.157999,
    "latitude": 49.010461,
    "source": "odspep",
    "horaires_ouverture": "Mo-Fr 09:00-12:00,14:00-17:00",
    "labels_nationaux": ["france-service"],
    "thematiques": ["numerique", "numerique--prendre-en-main-un-ordinateur"],
    "typologie": None,
    "date_maj": "05/08/2016",
    "siret": None,
    "nom": "Espace des services",
    "commune": "EVREUX",
    "adresse": "47 RUE DE LA FORET",
    "presentation_resume": None,
    "telephone": "3646",
    "site_web": None,
    "code_postal": "27000",
    "code_insee": "27229",
    "courriel": "",
    "publics_accueillis": "adultes;jeunes-16-26",
    "conditions_acces": "gratuit",
}
SERVICE_V0_ROW = {
    "id": "s-7",
    "structure_id": "100-odspep",
    "source": "odspep",
    "nom": "Transport solidaire",
    "presentation_resume": "Un transport.",
    "prise_rdv": "https://transport.example.fr",
    "frais_autres": "5 euros",
    "types": ["accompagnement"],
    "thematiques": ["mobilite"],
    "frais": [],
    "profils": ["seniors-65"],
}
REGIONAL_ROW = {
    "nom": "Médiathèque Municipale",
    "structure_porteuse": "",
    "description": "",
    "type_lieu": "Commune (Ville, CCAS, Centre Culturel...)",
    "siret": "",
    "adresse_brut": "10 rue Gresset 80000 Amiens",
    "adresse_numero": "10",
    "adresse_rue": "Rue Gresset",
    "adresse_code_postal": "80000",
    "adresse_code_insee": "80021",
    "adresse_commune": "Amiens",
    "latitude": "49.893902",
    "longitude": "2.29446",
    "itinerant": "",
    "contact_telephone": "0322000001",
    "contact_email": "Caf.fr / mon compte",
    "contact_web": "https://amiens.example.fr",
    "horaires_ouverture_brut": "Du lundi au vendredi : 09:00-12:00",
    "horaires_ouverture_osm": "",
    "public_cible": "Tout public,Jeunes",
    "services": "",
    "labels": "",
}
FRANCE_SERVICES_ROW = {
    "id_fs": "345",
    "insee_dep": "59",
    "lib_fs": "Bus France services de l’Avesnois",
    "adresse": "64 Rue Léo Lagrange",
    "complement_adresse": "",
    "insee_com": "59036",
    "code_postal": "59440",
    "lib_com": "Avesnes-sur-Helpe",
    "latitude": "50.123288",
    "longitude": "3.930797",
    "mail": "contact@lenord.example",
    "telephone": "03 59 73 18 20",
    "h_lundi": "09:30 - 12:30 / 13:30 - 16:00",
    "h_mardi": "09:30 - 12:30",
    "h_mercredi": "-",
    "h_jeudi": "",
    "h_vendredi": "09:00-13:00",
    "h_samedi": "",
    "commentaire": "",
    "itinerance": "Oui",
    "format_fs": "Site principal",
    "groupe": "",
    "labellisation": "Espace labellisé 01/01/2020",
}
AIDANTS_ROW = {
    "Data pass ID": "3\u202f725",
    "Name": "ESAT les Ateliers de la Lys",
    "SIRET": "30\u202f457\u202f621\u202f801\u202f147",
    "Adresse": "139 Rue Leon Beauchamp 02820 La Chapelle-d'Armentières",
    "Code postal": 2820,
    "Département": "Aisne",
    "Nombre de mandats": "1\u202f094",
    "Nombre d'agents formés": 7,
    "commune": "",
    "date_maj": "15/03/2021",
}
TOWN_ROW = {
    "id": "bus-1",
    "nom": "Le bus des services",
    "type": "bus",
    "adresse": "Place du Marché",
    "complement": "",
    "code_postal": "59200",
    "commune": "Tourcoing",
    "latitude": "50,72",
    "longitude": "3,15",
    "telephone": "03 20 00 00 04",
    "courriel": "ccas@tourcoing.example",
    "site_web": "",
    "rendez_vous": "https://rdv.example.fr/org/9",
    "horaires": "le mardi de 9h à 12h",
    "fermetures": "2026-12-24/2027-01-02|2027-05-14",
    "langues": "ar|uk|fr",
    "themes": "mobilite--preparer-un-permis|Lien social",
    "services": "Aide aux démarches administratives",
    "publics": "seniors",
    "contacts": "se-presenter|téléphone",
    "frais": "gratuit",
    "labels": "france-services",
    "arret": "Gare",
    "date_maj": "2026-01-05",
}

SAMPLES = (
    Sample("médiation numérique v1", ",", MEDNUM_V1_ROW),
    Sample("médiation numérique v1", "json", MEDNUM_V1_ROW),
    Sample("médiation numérique v1", ";", MEDNUM_V1_ROW),
    Sample("médiation numérique v0", "json", MEDNUM_V0_ROW),
    Sample("médiation numérique v0", ",", MEDNUM_V0_ROW),
    Sample("ANCT DataSpace", "json", CARTO_ROW),
    Sample("data·inclusion v1, structures", "json", STRUCTURE_V1_ROW),
    Sample("data·inclusion v1, structures", ",", STRUCTURE_V1_ROW),
    Sample("data·inclusion v1, services", "json", SERVICE_V1_ROW),
    Sample("data·inclusion v1, services", ",", SERVICE_V1_ROW),
    Sample("data·inclusion v0, structures", "json", STRUCTURE_V0_ROW),
    Sample("data·inclusion v0, services", "json", SERVICE_V0_ROW),
    Sample("data·inclusion v0, services", ",", SERVICE_V0_ROW),
    Sample("carte régionale", ",", REGIONAL_ROW),
    Sample("France services", ",", FRANCE_SERVICES_ROW),
    Sample("Aidants Connect", "json", AIDANTS_ROW),
    Sample("feuille de la commune", ";", TOWN_ROW),
)
