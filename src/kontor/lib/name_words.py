"""Words that stand in names without being names: titles, particles, legal forms."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(text.split())


TITLES = word_set(
    """
    prof dr dres mag dipl dipl-ing dr-ing dipl-kfm dipl-kff dipl-psych
    dipl-betriebsw dipl-volksw dipl-phys dipl-inf dipl-math dipl-oec
    dipl-wirt-ing dipl-kaufm dipl-päd dipl-biol dipl-chem dipl-des dipl-jur
    dipl-ök dipl-sozpäd priv-doz univ-prof pd ing ra rain stb wp dott doc
    herr herrn frau hr fr mr mrs ms miss mx sir lady lord dame rev señor señora
    monsieur madame mme pfarrer pfarrerin pater schwester professor professorin
    professora doktor doctor familie fam
    """
)
"""Titles and forms of address before a name, lower case, without full stops."""

SECOND_TITLES = word_set(
    """
    med rer nat phil jur pol oec hc h c mult habil vet dent sc ing pharm theol ph
    agr paed univ eh e
    """
)
"""What continues a title ("Dr. rer. nat.") and is a title only there."""

HOUSEHOLD = word_set(
    """
    familie fam family eheleute ehepaar
    """
)
"""Words that make a name that of several people."""

NOBLE = word_set(
    """
    graf gräfin freiherr freifrau freiin baron baronin baronesse prinz prinzessin
    fürst fürstin herzog herzogin ritter edler edle reichsgraf erbprinz frhr
    """
)
"""Former titles of nobility, part of the family name in German law."""

PARTICLES = word_set(
    """
    von vom van der den dem des zu zum zur de del della dello dei degli di da dal do
    dos das du la le lo las los het ter ten te 't op af av auf und y bin ibn al el
    abu d' vande vander vanden
    """
)
"""Particles of family names; they count only where written in lower case."""

SUFFIXES = word_set(
    """
    jr sr jun sen junior senior i ii iii iv phd mba msc bsc ma ba llm md esq cpa pmp
    cfa dds m.sc b.sc m.a b.a b.eng m.eng ll.m ph.d m.b.a cbe obe mbe rn
    """
)
"""What follows a name, lower case, without the last full stop."""

GENERATION = word_set(
    """
    jr sr jun sen junior senior i ii iii iv
    """
)
"""Suffixes that tell father and son apart."""

LEGAL_FORMS = word_set(
    """
    gmbh ag kg ohg gbr ug mbh e.k ek e.v ev eg kgaa se sarl s.a s.l s.r.l srl bv b.v
    nv ltd limited llc inc corp corporation plc co partg partgmbb gesellschaft
    verein stiftung verband praxis kanzlei agentur hotel restaurant apotheke company
    foundation institute university universität hochschule
    """
)
"""Words that only organisations have in their name."""

SPANISH = word_set(
    """
    garcía garcia lópez lopez díaz diaz muñoz munoz ruiz moreno romero navarro
    torres ramos blanco castro ortega delgado ortiz rubio marín marin medina
    castillo santos guerrero cano cruz herrera flores cabrera vega reyes
    """
)
"""Frequent first halves of Spanish double family names that do not end in -ez."""


def plain(word: str) -> str:
    """Give a word as these sets have it: ``Dipl.-Ing.`` is ``dipl-ing``."""
    return word.lower().rstrip(".,").replace(".-", "-")
