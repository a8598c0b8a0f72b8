"""The words that head the columns of address tables, and what they mean: data.

Words stand without spaces, in lower case, umlauts written out; they are sorted by
the text form of their meaning, see ``exchange.csv.meaning``. They are those of
LinkedIn, Google, Outlook, Thunderbird, Roundcube and HubSpot, in English and in
German, and what people write above a table of their own.
"""

from __future__ import annotations

# "title" is the honorific beside a column for the job, else the job itself;
# "name" is the family name beside a first name alone; see ``exchange.csv.layout``.
HEADINGS: dict[str, str] = {
    "name.given": "firstname givenname forename vorname rufname fname vornamen",
    "name.additional": (
        "middlename middlenames additionalname weiterevornamen zweitervorname"
        " zweitname mittelname"
    ),
    "name.family": "lastname familyname surname nachname familienname zuname lname",
    "name.prefix": "nameprefix prefix titel akademischertitel honorific honorificprefix"
    " namenspraefix namenszusatzvorangestellt",
    "name.salutation": "anrede salutation",
    "name.title": "title",
    "name.suffix": "suffix namesuffix namenssuffix honorificsuffix namenszusatz",
    "name": "name namen",
    "display": (
        "displayname anzeigename fullname vollername vollstaendigername"
        " vorundnachname contactname kontaktname ansprechpartner ansprechpartnerin"
    ),
    "nickname": "nickname spitzname nick alias",
    "job.organisation": (
        "company companyname organization organisation organizationname"
        " organisationname organisationsname firma firmenname unternehmen"
        " unternehmensname betrieb employer arbeitgeber workcompany institution"
        " associatedcompany"
    ),
    "job.department": "department dept workdept abteilung organizationdepartment"
    " fachbereich",
    "job.role": (
        "jobtitle position role rolle funktion beruf taetigkeit stellenbezeichnung"
        " berufsbezeichnung worktitle arbeitstitel organizationtitle occupation"
    ),
    "email": (
        "email emails emailaddress emailaddresses mail mailaddress emailadresse"
        " emailadressen mailadresse"
    ),
    "email!": "primaryemail primaryemailaddress primaereemailadresse primaereemail"
    " hauptemail",
    "email:other": "secondaryemail secondaryemailaddress sekundaereemailadresse"
    " additionalemail additionalemailaddresses",
    "phone": (
        "phone phonenumber phonenumbers telephone telephonenumber tel telefon"
        " telefonnummer rufnummer telnr telno festnetz festnetznummer landline"
        " telefonnr rueckmeldung callback radiophone isdn telex"
    ),
    "phone!": "primaryphone haupttelefon primarytelephone",
    "phone:mobile": (
        "mobile mobilephone mobilenumber mobilephonenumber cell cellphone cellular"
        " mobil mobiltelefon mobilnummer mobiltelnr handy handynummer mobilfunk"
        " mobiletelephone mobilenumbers telefonmobil telmobil phonemobile handynr"
        " homemobile workmobile mobilenr mobilnr"
    ),
    "phone:work": "geschaeftstelefon diensttelefon",
    "phone:home": "privattelefon",
    "phone:fax": "fax faxnumber faxnummer telefax faxnr",
    "phone:pager": "pager pagernumber pagernummer",
    "phone:car": "carphone autotelefon",
    "phone:video": "phonevideo",
    "phone:text": "ttytddphone telefonfuerhoerbehinderte",
    "link": (
        "website websites webpage webseite homepage url web internet link"
        " internetadresse internetseite websiteurl websitehomepage"
    ),
    "link:blog": "blog websiteblog",
    "link:profile": "websiteprofile",
    "link:linkedin": "linkedin linkedinurl linkedinprofile linkedinprofil"
    " linkedinprofileurl",
    "link:xing": "xing xingprofil xingurl",
    "address.street": (
        "street streetaddress address strasse anschrift adresse strassehausnummer"
        " strasseundhausnummer strassehausnr strassenr streetname addressline"
        " strasseundnr addressstreet postaladdress postanschrift"
    ),
    "address.street:work": "geschaeftsadresse firmenadresse dienstadresse",
    "address.street:home": "privatadresse",
    "address.extra": "extendedaddress addressextra adresszusatz",
    "address.box": "pobox postfach addresspobox",
    "address.city": "city ort stadt town wohnort locality addresscity",
    "address.region": (
        "state region province bundesland kanton bundeslandkanton stateprovince"
        " stateregion county addressstate"
    ),
    "address.postal": (
        "zip zipcode postalcode postcode plz postleitzahl zippostalcode"
        " addresspostalcode postalzip"
    ),
    "address.town": "plzort postleitzahlort plzundort",
    "address.country": "country countryregion land landregion addresscountry",
    "birthday": (
        "birthday birthdate dateofbirth dob bday geburtstag geburtsdatum geboren"
        " gebdatum gebtag geborenam"
    ),
    "birthday.year": "birthyear geburtsjahr",
    "birthday.month": "birthmonth geburtsmonat",
    "birthday.day": "birthdaynumber",
    "note": (
        "note notes notiz notizen bemerkung bemerkungen kommentar kommentare"
        " comment comments anmerkung anmerkungen remark remarks"
    ),
    "tags": (
        "tags tag labels groupmembership categories category kategorien kategorie"
        " schlagwort schlagworte schlagwoerter stichwoerter stichworte gruppen"
        " gruppe groups group keywords labelnames"
    ),
    "language": "language sprache preferredlanguage",
    "related:spouse": "spouse ehepartner",
    "related:partner": "partner partnerin",
    "related:child": "children kinder",
    "related:manager": "managersname manager namedesvorgesetzten vorgesetzter"
    " namedesderdesvorgesetzten namedesdervorgesetzten",
    "related:assistant": "assistantsname assistent assistentin nameassistent"
    " assistantname",
    "related:referred-by": "referredby empfohlenvon metthrough kennengelerntdurch"
    " kennengelerntueber vermitteltdurch vermitteltvon introducedby",
    "secrecy": "sensitivity vertraulichkeit",
    "secrecy.flag": "private privat",
    "met_day": (
        "connectedon verbundenam vernetztam kontaktseit verbundenseit vernetztseit"
        " meton firstmet kennengelerntam bekanntseit metdate firstmetdate"
    ),
    "met_place": (
        "kennengelernt kennengelerntbei kennengelerntwo woher wokennengelernt"
        " metat wheremet howwemet wherewemet howmet metwhere metplace firstmetwhere"
    ),
}

# Words beside the noun that say which of several it is.
KINDS: dict[str, str] = {
    word: kind
    for kind, words in {
        "work": "work business office geschaeftlich dienstlich beruflich dienst"
        " arbeit geschaeft gesch",
        "home": "home private privat personal persoenlich",
        "other": "other weitere weiterer weiteres weiteren andere anderer sonstige",
        "!": "main primary haupt primaer",
    }.items()
    for word in words.split()
}
# "Telefon Firma" is a telephone at work, but "Firma" alone names the firm.
FIRMS = frozenset({"company", "firma", "companys"})
# "Weiteres/r Bundesland", "Webseite_URL": what is left of a word is no word.
CRUMBS = frozenset({"r", "e", "s", "der", "die", "das", "the", "your"})

# Google numbers its columns: "E-mail 1 - Label", "Address 2 - City".
_VALUE = {"type": "label", "label": "label", "typ": "label", "value": "value",
          "wert": "value"}  # fmt: skip
GOOGLE_FAMILIES: dict[str, str] = {
    "email": "email",
    "phone": "phone",
    "telefon": "phone",
    "address": "address",
    "adresse": "address",
    "website": "link",
    "webseite": "link",
    "organization": "job",
    "organisation": "job",
    "relation": "related",
    "beziehung": "related",
}
GOOGLE_PARTS: dict[str, dict[str, str]] = {
    "email": _VALUE,
    "phone": _VALUE,
    "link": _VALUE,
    "related": _VALUE,
    "address": {
        "type": "label",
        "label": "label",
        "formatted": "formatted",
        "street": "street",
        "city": "city",
        "pobox": "box",
        "region": "region",
        "postalcode": "postal",
        "country": "country",
        "extendedaddress": "extra",
    },
    "job": {"name": "organisation", "title": "role", "department": "department"},
}
