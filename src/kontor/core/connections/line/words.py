"""Words that end a name, or are none, in German and English."""

from __future__ import annotations

from kontor.lib.name_words import word_set

PRONOUNS = word_set(
    """
    ich du er sie es wir ihr mir mich dir dich ihm ihn ihnen uns euch mein meine
    meiner meinem meinen dein deine sein seine seiner seinem seinen ihre ihrem ihren
    ihrer unser unsere unserem unseren i me my you your he him his she her it its we
    us our they them their myself himself herself themselves someone somebody jemand
    jemandem jemanden alle allen everyone everybody all niemand niemandem niemanden
    nobody dort
    """
)
"""What stands for somebody without naming them."""

ARTICLES = word_set(
    """
    der die das den dem des ein eine einer einem einen the a an
    """
)
"""Before a name ("mit der Anna") they are no part of it."""

ENDS = (
    PRONOUNS
    | ARTICLES
    | word_set(
        """
    am an auf aus bei beim bis da dass dann denn durch für gegen hinter im in ins
    mit nach neben ohne seit trotz über um unter vom von vor während wegen zu zum
    zur zwischen und oder aber auch sowie per via at about after around as because
    before by during for from if into of on onto or over re regarding since so than
    that then through till to under until up upon when where which while who whom
    whose why with without and but also bzgl bezüglich betr betreffend thema zwecks
    anlässlich ist war waren sind hat hatte haben habe hatten wird werden wurde
    wurden will wollte wollen kann können muss müssen soll sollte sollen möchte is
    was were are be been has had have did does do will would can could must should
    shall may might wants wanted said says told tells asked asks talked wrote sent
    called met went got gets sagt sagte fragt fragte erzählt erzählte meint meinte
    schickt sucht kommt kam geht ging gibt macht ruft rief traf schrieb wohnt lives
    works needs looking back again wieder zurück erreicht gesprochen getroffen
    angerufen telefoniert geschrieben geschickt gemailt getrunken gegessen gehabt
    besucht besprochen geredet gequatscht nicht not no kein keine keinen nur only
    noch schon already sehr very kurz lange briefly shortly heute today gestern
    vorgestern morgen yesterday tomorrow tonight now jetzt eben gerade just here
    hier there dort ok okay gut good schön nice great super toll lunch coffee kaffee
    tee tea dinner breakfast min mins std uhr stunde stunden hour hours minutes
    minuten call mail email e-mail thanks danke todo please bitte zusammen together
    dabei online remote herself an ab one two three zwei drei vier geburtstag
    geburtstagsfeier birthday
    """
    )
)
"""What no name goes on with, lower case."""
