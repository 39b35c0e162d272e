# Nederlands. Met u; ‘afmelden’, ‘stopzetten’, ‘aanzetten’, ‘pauze’; niemand overhalen.

## De taal

language-name = Nederlands
digits = 0123456789
date = { DIGITS($day) } { $month ->
        [1] januari
        [2] februari
        [3] maart
        [4] april
        [5] mei
        [6] juni
        [7] juli
        [8] augustus
        [9] september
        [10] oktober
        [11] november
       *[12] december
    } { DIGITS($year) }
list-more = { $first }, { $second }
list-last = { $first } en { $second }

## Op elke pagina

skip = Naar de inhoud
test-link = Dit is een testlink. Wat u hier ook doet, er verandert voor niemand iets.
gpc-honoured = Bezwaar verwerkt: uw browser stuurt het signaal Global Privacy Control en wij houden ons daaraan.
footer-support = Vragen? Schrijf naar
footer-policy = Privacyverklaring, laatst bijgewerkt op { $date }
footer-language = Taal:
footer-languages = Talen
fact-from = Van
fact-formerly = (voorheen { $names })
fact-to = Aan
fact-for = Voor
on-its-way = Een e-mail die al onderweg is, kan nog aankomen.
goes-on = Wat geen reclame is, blijft u ontvangen: { $topics }.
stop-all = Alle reclame van { $sender } stopzetten
stop-button = Stopzetten
stop-named = Stopzetten: { $name }
turn-on-button = Aanzetten
turn-on-named = Aanzetten: { $name }
allow-button = Toestaan
allow-named = Toestaan: { $name }
undo-button = Ongedaan maken
to-preferences = Al uw voorkeuren bekijken
to-preferences-or-pause = Pauzeren of onderwerpen kiezen

## Afmelden

unsubscribe-title = Afmelden
unsubscribe-heading = Afmelden voor ‘{ $topic }’?
unsubscribe-button = Afmelden
unsubscribe-stopped-title = U bent afgemeld
unsubscribe-stopped-topic = { $sender } stuurt u geen ‘{ $topic }’ meer.
unsubscribe-stopped-all = { $sender } stuurt u geen reclame meer.

## Gedaan

done-stopped-heading = Gelukt
done-stopped = { $sender } stuurt u geen ‘{ $topic }’ meer.
done-stopped-all-heading = Gelukt: alles is stopgezet
done-stopped-all = { $sender } stuurt u geen reclame meer.
done-paused-heading = Gepauzeerd
done-paused = { $sender } stuurt u tot { $date } geen reclame.
done-undone-heading = Ongedaan gemaakt
done-undone = Uw afmelding is ingetrokken. Uw andere keuzes blijven zoals ze zijn.
done-undo-too-late-heading = Daarvoor is een e-mail nodig
done-undo-too-late = Dit kan hier niet meer direct ongedaan worden gemaakt. Zodat niemand anders het voor u kan doen, sturen wij een link naar { $address }.
done-confirm-button = Stuur mij de link
done-confirm-mail-sent-heading = Kijk in uw mailbox
done-confirm-mail-sent = Er is een link onderweg naar { $address }. Zolang u die niet opent, verandert er niets.
done-reason-thanked-heading = Dank u
done-reason-thanked = Uw antwoord is genoteerd. { $sender } schrijft u daar niet over.
reason-heading = Wilt u ons zeggen waarom?
reason-free = U hoeft niet te antwoorden. Uw keuze geldt in elk geval.
reason-too-many = Te veel e-mails
reason-not-relevant = Niet interessant voor mij
reason-never-asked = Ik heb er nooit om gevraagd
reason-no-longer-needed = Ik heb het niet meer nodig
reason-other = Iets anders

## Voorkeuren

preferences-title = Uw voorkeuren
preferences-heading = Uw e-mails van { $sender }
preferences-topics = Onderwerpen
preferences-all-stopped = Alle reclame van { $sender } is stopgezet.
preferences-paused = Reclame is gepauzeerd tot { $date }.
state-receiving = U ontvangt dit
state-stopped = Stopgezet
state-paused = Gepauzeerd
state-not-subscribed = U ontvangt dit niet
turn-on-all = Reclame van { $sender } aanzetten
stop-everywhere = Ook reclame van { $senders } stopzetten
everywhere-stopped = Ook reclame van { $senders } is stopgezet.
pause-heading = Even pauzeren
pause-hint = Een tijdje geen reclame. Daarna komt die vanzelf weer.
pause-days = { $days ->
        [one] { DIGITS($days) } dag
       *[other] { DIGITS($days) } dagen
    }
resume-button = Pauze nu beëindigen
data-heading = Uw gegevens
sharing-name = Gegevens delen met anderen
sharing-hint = Of { $sender } uw persoonsgegevens mag doorgeven aan andere bedrijven voor hun eigen doeleinden.
tracking-name = Tracking
tracking-hint = Of { $sender } mag volgen wat u op internet doet.
again-heading = Iets weer aanzetten
again-hint = Daarvoor is een link nodig, die wij naar { $address } sturen, zodat niemand anders het voor u kan doen.
again-button = Stuur mij de link
stays-heading = Wat u blijft ontvangen
stays-hint = Dit is geen reclame; het hoort bij uw relatie met de afzender.
status-stopped = Gelukt. U ontvangt geen ‘{ $topic }’ meer.
status-stopped-all = Gelukt. Alle reclame is stopgezet.
status-stopped-everywhere = Gelukt. Reclame van al deze afzenders is stopgezet.
status-paused = Gelukt. Reclame is gepauzeerd tot { $date }.
status-resumed = Gelukt. De pauze is voorbij.
status-turned-on = Gelukt. ‘{ $topic }’ is aangezet.
status-turned-on-all = Gelukt. Reclame is aangezet.
status-sharing-stopped = Gelukt. Uw gegevens worden niet meer doorgegeven.
status-sharing-allowed = Gelukt. Uw gegevens mogen weer worden doorgegeven.
status-tracking-stopped = Gelukt. Tracking is stopgezet.
status-tracking-allowed = Gelukt. Tracking is weer toegestaan.
status-link-sent = Er is een link onderweg naar { $address }.
status-undone = Ongedaan gemaakt. Uw andere keuzes blijven zoals ze zijn.
status-undo-too-late = Dit kan hier niet meer direct ongedaan worden gemaakt. Vraag hieronder de link aan.
status-needs-link = Er is niets gewijzigd. Vraag hieronder de link aan om iets aan te zetten.
status-unchanged = Dat was al zo. Er is niets gewijzigd.

## E-mail kwijt

lost-heading = E-mail kwijt?
lost-error-title = Fout: controleer uw adres
lost-lead = Uw e-mailadres is alles wat wij nodig hebben.
lost-sender-label = E-mails van welke afzender?
lost-address-label = Uw e-mailadres
lost-malformed = Dit is geen volledig e-mailadres. Het hoort eruit te zien als naam@example.org.
lost-stop-button = Alle reclame stopzetten
lost-link-button = Stuur mij een link naar al mijn voorkeuren
lost-hint = Wij gebruiken het adres alleen hiervoor. Facturen, beveiligingsmeldingen en dergelijke worden niet stopgezet.
lost-stopped-heading = Reclame is stopgezet
lost-stopped = { $sender } stuurt geen reclame meer naar dit adres.
lost-notice = Wij sturen één bericht naar het adres; daarmee kan dit worden teruggedraaid.
lost-link-sent-heading = Kijk in de mailbox
lost-link-sent = Als dit adres e-mail kan ontvangen, is er een link onderweg.
lost-limited-heading = Dat was iets te vaak
lost-limited = Deze keer is er niets gedaan. Wacht een paar minuten en probeer het opnieuw.
lost-another = Een ander adres invullen

## Bevestigen

confirm-ask-turn-on = ‘{ $topic }’ aanzetten?
confirm-ask-turn-on-all = Reclame van { $sender } aanzetten?
confirm-ask-open-preferences = Al uw voorkeuren openen?
confirm-ask-undo = Afmelding intrekken?
confirm-lead-turn-on = { $sender } stuurt u die e-mails dan. U kunt ze altijd weer stopzetten.
confirm-lead-turn-on-all = { $sender } schrijft u dan weer. U kunt dat altijd weer stopzetten.
confirm-lead-open-preferences = U kunt e-mails van { $sender } dan per onderwerp aan- en uitzetten.
confirm-lead-undo = Alles wordt dan zoals het was, en { $sender } mag u weer schrijven.
confirm-button-turn-on = Aanzetten
confirm-button-turn-on-all = Aanzetten
confirm-button-open-preferences = Openen
confirm-button-undo = Afmelding intrekken
confirm-ignore = Hebt u hier niet om gevraagd, sluit de pagina dan. Er gebeurt dan niets.
confirm-done-turn-on = ‘{ $topic }’ is aangezet
confirm-done-turn-on-all = Reclame van { $sender } is aangezet
confirm-done-open-preferences = Uw voorkeuren zijn geopend
confirm-done-undo = De afmelding is ingetrokken
confirm-done = U kunt dit altijd wijzigen.
confirm-ask-request-access = Een kopie van uw gegevens vragen?
confirm-ask-request-correction = Vragen om uw gegevens te corrigeren?
confirm-ask-request-deletion = Vragen om uw gegevens te verwijderen?
confirm-lead-request = { $sender } zorgt er dan voor en antwoordt u.
confirm-button-request = Bevestigen
confirm-done-request = Uw verzoek is bevestigd
confirm-done-next-request = Iemand bij { $sender } behandelt het en antwoordt u.
confirm-used-heading = Deze link is al gebruikt
confirm-used = Elk van deze links werkt één keer. Wat de link moest doen, is toen gebeurd; nu is er niets gewijzigd.
confirm-expired-heading = Deze link is te oud
confirm-expired = Deze links werken 7 dagen. Er is niets gewijzigd.
confirm-resend-button = Stuur mij een nieuwe link
confirm-new-link = Een nieuwe link aanvragen

## Een kopie van de eigen gegevens

copy-title = De kopie van uw gegevens
copy-lead = Dit bewaart { $sender } over { $address }, op { $date }.
copy-keep = Bewaar deze nu: de link opent de kopie een uur lang.
copy-take-page = Meenemen als pagina
copy-take-json = Meenemen als bestand voor programma’s (JSON)
copy-redacted = Wat over andere mensen gaat, is verwijderd; op die plaats staat [redacted].
copy-own = Uw keuzes en verzoeken
copy-own-purpose = Dit wordt bewaard zodat uw keuzes gelden, zodat u antwoord krijgt en zodat beide te bewijzen zijn. Het komt van uw links, pagina’s en e-mails, en uit programma’s van de afzender. Na een verwijdering blijft alleen een versleuteld spoor van uw adres over, dat e-mail bij u weghoudt.
copy-history = Wat er veranderde, en hoe
copy-more = Elke lijst toont hier alleen de nieuwste regels. Het JSON-bestand bevat ze allemaal.
copy-cases = Waar u om hebt gevraagd
copy-mails = Uw e-mails die worden bewaard
copy-imports = Overgenomen lijsten met uw adres
copy-none = Er is niets vastgelegd.
copy-nothing = Daar wordt niets over u bewaard.
copy-data = Welke gegevens
copy-purpose = Waarvoor
copy-retention = Hoelang
copy-source = Waarvandaan
copy-unstated = Niet vermeld.
copy-receivers = Wie gegevens ontvangt
copy-receivers-none = Gegevens worden aan niemand doorgegeven.
copy-rights = Uw rechten
copy-rights-list = U kunt uw gegevens laten verbeteren of verwijderen, het gebruik ervan laten beperken, ze krijgen in een vorm voor programma’s, bezwaar maken tegen het gebruik en een toestemming op elk moment intrekken.
copy-complain = Niet tevreden? Schrijf eerst naar { $sender }. U kunt ook een klacht indienen bij een privacytoezichthouder, waar u woont of werkt, en naar de rechter gaan.
copy-on = Ingeschakeld
copy-all = Alle reclamemails van { $sender }
copy-everywhere = Reclamemails van alle afzenders van de groep
copy-kind-access = Een kopie van de gegevens
copy-kind-correction = Een verbetering
copy-kind-deletion = Een verwijdering
copy-kind-sharing_opt_out = Geen gegevens doorgeven
copy-kind-complaint = Een klacht
copy-kind-redirect = Bedoeld voor iemand anders
copy-kind-question = Een vraag
copy-kind-unclear = Nog niet begrepen
copy-door-heading = De kopie van uw gegevens openen?
copy-door = Deze toont wat { $sender } over { $address } bewaart. Open de kopie waar niemand meekijkt.
copy-door-button = De kopie openen
copy-door-once = Vanaf dan opent de link de kopie een uur lang.
copy-used = De kopie is al geopend. Na een uur opent de link deze niet meer.
copy-again = Voor een nieuwe link schrijft u naar { $sender } en vermeldt u het kenmerk.
copy-gone-heading = De kopie is niet meer hier
mail-copy-subject = De kopie van uw gegevens van { $sender }
mail-copy = De kopie van de gegevens die { $sender } over { $address } bewaart, is klaar.
mail-copy-link = Open deze op deze pagina:
mail-copy-once = Deze opent de kopie één keer, een uur lang. Geef de link niet door: wie hem heeft, kan de kopie openen.

## De pagina van een verzoek

case-title = Uw verzoek
case-heading = Uw verzoek aan { $sender }
case-kind-access = Een kopie van uw gegevens
case-kind-correction = Correctie van uw gegevens
case-kind-deletion = Verwijdering van uw gegevens
case-kind-sharing-opt-out = Uw gegevens niet meer delen
case-kind-complaint = Een klacht
case-kind-redirect = Een bericht voor een ander bedrijf
case-kind-question = Een vraag
case-kind-unclear = Een bericht dat iemand moet lezen
case-state-with-us = Iemand behandelt het
case-state-with-others = Wij wachten op anderen die gegevens van u hebben
case-state-with-you-to-confirm = Wacht op uw bevestiging
case-state-with-you = Wacht op uw antwoord
case-state-done = Klaar
case-state-refused = Geweigerd
case-state-withdrawn = Door u ingetrokken
case-state-again = Een tweede keer gevraagd
case-state-redirected = Bestemd voor een ander bedrijf
case-state-closed = Gesloten
case-state-unconfirmed = Niet bevestigd
case-state-erased = De gegevens zijn verwijderd
case-late = Hierop had u al antwoord moeten hebben. Dat spijt ons. Hoort u niet snel iets, schrijf dan naar { $sender }.
case-next-no-date = Iemand bij { $sender } behandelt het en antwoordt u.
case-next-with-us = Iemand bij { $sender } behandelt het en antwoordt u uiterlijk op { $date }.
case-next-with-others = { $sender } heeft iedereen ingelicht die gegevens van u heeft, en wacht op hen. U krijgt uiterlijk op { $date } antwoord.
case-next-with-you-to-confirm = Wij hebben u een link gestuurd. Open die en bevestig, zodat niemand anders dit voor u kan vragen. Tot dan wordt niets getoond, veranderd of verwijderd.
case-next-with-you = { $sender } heeft u per e-mail iets gevraagd. Antwoord alstublieft, dan gaat het verder.
case-next-done-access = U hebt een kopie van uw gegevens gekregen.
case-next-done-correction = Wat over u was vastgelegd, is gecorrigeerd.
case-next-done-deletion = Uw gegevens zijn verwijderd. Alleen een merkteken blijft, dat reclame van u weghoudt.
case-next-done-sharing-opt-out = Uw gegevens worden niet meer gedeeld, en wie ze had, is ingelicht.
case-next-done-other = U hebt antwoord gekregen.
case-next-refused = { $sender } heeft niet gedaan wat u vroeg.
case-next-withdrawn = Er gebeurt niets meer. U kunt het altijd opnieuw vragen.
case-next-again = U had al om hetzelfde gevraagd. Dat verzoek loopt door, en de datum daarvan telt.
case-next-redirected = Dit gaat over een ander bedrijf. U hebt gehoord wie u kunt vragen.
case-next-closed = { $sender } vond er niets in om te doen. Klopt dat niet, schrijf ons dan.
case-next-unconfirmed = Niemand heeft het op tijd bevestigd, dus er is niets getoond, veranderd of verwijderd. U kunt het altijd opnieuw vragen.
case-next-erased = Alle gegevens over u zijn verwijderd. Van dit verzoek blijft alleen wat er gevraagd is en wanneer.
case-first = Het eerste verzoek bekijken
case-reason-not-identified = Het kon niet worden aangetoond dat u het zelf vroeg.
case-reason-legal-obligation = De wet verplicht ons de gegevens te bewaren.
case-reason-legal-claim = De gegevens zijn nodig voor een rechtsvordering.
case-reason-excessive = Het verzoek was ongegrond of werd te vaak herhaald.
case-reason-nothing-held = Wij hebben geen gegevens over u.
case-reason-rights-of-others = De rechten van anderen zouden eronder lijden.
case-reason-already-right = Wat is vastgelegd, klopt.
case-complain = Bent u het niet eens, zeg dat dan tegen { $sender }. U kunt ook een klacht indienen bij een toezichthouder voor gegevensbescherming, zoals die waar u woont, en naar de rechter gaan.
case-received = Ontvangen op
case-confirmed = Bevestigd op
case-due = Antwoord uiterlijk op
case-answered = Beantwoord op
case-policy = Privacyverklaring
case-reference = Kenmerk
case-zone = Alle dagen zijn die van de tijdzone { $zone }.
case-withdraw-heading = Van gedachten veranderd?
case-withdraw-hint = U kunt het verzoek intrekken. Dan werkt niemand er meer aan. Stopgezette reclame blijft stopgezet.
case-withdraw-button = Verzoek intrekken
case-status-withdrawn = Gedaan. U hebt het verzoek ingetrokken.
case-status-too-late = Er is niets veranderd: dit verzoek kan niet meer worden ingetrokken.

## Verzoeken en verloop, op de pagina van een gestuurde link

own-requests = Uw verzoeken
own-no-requests = U hebt nog niets gevraagd.
own-look = Bekijken
own-look-named = Bekijken: { $what }, { $date }
own-received = Ontvangen op { $date }
own-received-due = Ontvangen op { $date }, antwoord uiterlijk op { $due }
own-ask = Iets vragen
own-ask-hint = Voordat iets wordt getoond, veranderd of verwijderd, sturen wij nog een keer een link naar { $address } en bevestigt u het daar.
own-ask-access = Een kopie van uw gegevens vragen
own-ask-correction = Iets over u laten corrigeren
own-ask-deletion = Uw gegevens laten verwijderen
own-ask-complaint = Een klacht indienen
own-correction-text = Wat is fout, en wat is juist?
own-correction-address = Nieuw e-mailadres, als het veranderd is
own-correction-button = Om correctie vragen
own-deletion-hint = { $sender } verwijdert dan wat het over u bewaart. Alleen een merkteken blijft, dat reclame van u weghoudt. Dit kan niet ongedaan worden gemaakt.
own-deletion-button = Om verwijdering vragen
own-complaint-text = Wat moet { $sender } weten?
own-complaint-button = Klacht versturen
own-fault-empty = Schrijf waar het over gaat.
own-fault-long = Dit is te lang. Gebruik hoogstens { DIGITS($count) } tekens.
own-fault-hidden = Hierin staan tekens die niemand kan zien. Schrijf het opnieuw zonder die tekens.
own-history = Wat er veranderd is
own-history-hint = Een bewijs toont één verandering aan, tegenover iedereen en zonder ons. Bewaar het als u het nodig kunt hebben.
own-no-changes = Er is nog niets veranderd.
own-earlier = Eerdere veranderingen
own-more = Er zijn oudere veranderingen. In een kopie van uw gegevens staan ze allemaal.
own-receipt = Bewijs downloaden
own-receipt-named = Bewijs downloaden: { $date }
own-needs-link = Met die link ziet u ook uw verzoeken en wat er veranderd is, en kunt u om een kopie, een correctie of verwijdering vragen of een klacht indienen.
status-asked-confirm = Bijna klaar. Wij hebben een link naar { $address } gestuurd: open die en bevestig uw verzoek.
status-asked-person = Uw verzoek is ontvangen. Iemand antwoordt u uiterlijk op { $date }.
status-asked-again = U had dit al gevraagd. Dat verzoek loopt door.
status-not-asked = Er is nog niets verstuurd. Kijk naar het gemarkeerde veld hieronder.
status-ask-by-mail = Er is niets veranderd. Laat u hiervoor hieronder de link sturen.
change-stopped = Stopgezet: { $what }
change-turned-on = Aangezet: { $what }
change-paused = Gepauzeerd: { $what }
change-resumed = Pauze beëindigd
change-taken-back = Verandering teruggedraaid: { $what }
change-complained = Bij de mailprovider als ongewenst gemeld
change-undeliverable = Een e-mail kon niet worden bezorgd
change-other = Veranderd: { $what }
change-asked = Gevraagd: { $what }
change-confirmed = Bevestigd: { $what }
change-ended = Verzoek afgesloten: { $what }
change-link = Er is een link naar u gestuurd
change-corrected = Adres gecorrigeerd
change-erased = Gegevens verwijderd
scope-all = alle reclame
scope-everywhere = reclame van alle merken
way-one-click = met de knop van uw mailprogramma
way-page = op een pagina
way-confirmation = met een gestuurde link
way-mail = per e-mail
way-staff = via de afzender
way-system = vanzelf

## Fouten

error-unknown-link-heading = Deze link werkt niet
error-unknown-link = Misschien ontbreekt er een deel. Probeer de link in de e-mail nog eens, of zet de e-mails stop met uw adres.
error-not-found-heading = Hier is niets
error-not-found = Misschien is het adres van de pagina verkeerd getypt.
error-malformed-heading = Dit was niet leesbaar
error-malformed = Het formulier kwam beschadigd aan. Er is niets gewijzigd. Ga terug en probeer het opnieuw.
error-method-not-allowed-heading = Dat kan hier niet
error-method-not-allowed = De pagina is opgeroepen op een manier die zij niet kent. Er is niets gewijzigd.
error-too-large-heading = Dat was te veel
error-too-large = Er is meer verstuurd dan deze pagina aankan. Er is niets gewijzigd.
error-too-many-heading = Te veel verzoeken
error-too-many = Er is niets gewijzigd. Wacht even en probeer het opnieuw.
error-unavailable-heading = Uw verzoek is niet opgeslagen
error-unavailable = Er is niets gewijzigd. De fout ligt bij ons, niet bij u. Probeer het opnieuw.
error-internal-heading = Er is iets misgegaan
error-internal = De fout ligt bij ons, niet bij u. Als u e-mails wilde stopzetten, probeer het dan opnieuw.
error-retry = { $seconds ->
        [one] Over ongeveer { DIGITS($seconds) } seconde zou het moeten lukken.
       *[other] Over ongeveer { DIGITS($seconds) } seconden zou het moeten lukken.
    }
error-retry-button = Opnieuw proberen
error-way-out = E-mails stopzetten met uw adres

## Tracking

tracking-title = Tracking op internet
tracking-heading = Tracking op internet stopzetten?
tracking-open = { $sender } mag volgen wat u op de eigen pagina’s doet. U kunt dat hier stopzetten.
tracking-button = Tracking stopzetten
tracking-stopped-heading = Tracking is stopgezet
tracking-stopped = { $sender } volgt niet wat u op de eigen pagina’s doet.
tracking-allowed-heading = Tracking is toegestaan
tracking-cookie = Dit wordt bewaard in een cookie van deze browser. Als u die verwijdert, kom dan hier terug.

## E-mails

mail-expires = De link werkt tot { $date }.
mail-confirm-subject = ‘{ $topic }’ aanzetten?
mail-confirm-subject-all = Reclame van { $sender } aanzetten?
mail-confirm = Iemand, waarschijnlijk u, heeft gevraagd of { $sender } ‘{ $topic }’ wil sturen naar { $address }. Dat gebeurt zodra u het bevestigt.
mail-confirm-all = Iemand, waarschijnlijk u, heeft gevraagd of { $sender } weer reclame wil sturen naar { $address }. Dat gebeurt zodra u het bevestigt.
mail-confirm-link = Open deze pagina om te bevestigen:
mail-confirm-ignore = Was u het niet, doe dan niets. Er gebeurt dan niets.
mail-link-subject = Uw voorkeuren voor e-mails van { $sender }
mail-link = Dit is de link naar uw voorkeuren voor e-mails van { $sender } aan { $address }. Iemand, waarschijnlijk u, heeft die op onze pagina aangevraagd.
mail-link-ignore = Was u het niet, doe dan niets. Er is niets gewijzigd. Geef de link niet aan anderen door.
mail-stopped-subject = Reclame van { $sender } is stopgezet
mail-stopped = Wij hebben de reclame van { $sender } aan { $address } stopgezet.
mail-stopped-restore = Was u dit niet? Hier kunt u het terugdraaien:
mail-stopped-restore-link = Terugdraaien
mail-answer-subject = Uw bericht aan { $sender }
mail-answer-received = Wij hebben uw bericht ontvangen.
mail-answer-stopped-topics = Wij hebben deze e-mails van { $sender } aan { $address } stopgezet: { $topics }.
mail-answer-paused = Reclame van { $sender } aan { $address } is gepauzeerd tot { $date }.
mail-answer-sharing = Wij hebben vastgelegd dat gegevens over { $address } niet aan derden mogen worden doorgegeven.
mail-answer-asked-resubscribe = Wij hebben begrepen dat u weer reclame wilt ontvangen.
mail-answer-asked-access = Wij hebben begrepen dat u een kopie wilt van de gegevens die over u worden bewaard.
mail-answer-asked-correction = Wij hebben begrepen dat er iets over u moet worden gecorrigeerd.
mail-answer-asked-deletion = Wij hebben begrepen dat de gegevens over u moeten worden verwijderd.
mail-answer-asked-complaint = Wij hebben begrepen dat er iets is misgegaan.
mail-answer-asked-redirect = Wij hebben begrepen dat uw bericht voor een van onze klanten is bedoeld.
mail-answer-asked-question = Wij hebben begrepen dat u een vraag hebt.
mail-answer-confirm = In een andere e-mail vragen wij u dit te bevestigen, zodat niemand anders het voor u kan doen.
mail-answer-person = Iemand behandelt het en antwoordt u uiterlijk op { $date } (UTC).
mail-answer-wrong = Hebben wij u verkeerd begrepen? Schrijf ons dan opnieuw.
mail-answer-reference = Kenmerk: { $reference }
mail-request-subject = Bevestig wat u { $sender } hebt gevraagd
mail-request-access = Iemand, waarschijnlijk u, heeft { $sender } gevraagd om een kopie van de gegevens over { $address }. Die wordt gemaakt zodra u het bevestigt.
mail-request-correction = Iemand, waarschijnlijk u, heeft { $sender } gevraagd de gegevens over { $address } te corrigeren. Dat gebeurt zodra u het bevestigt.
mail-request-deletion = Iemand, waarschijnlijk u, heeft { $sender } gevraagd de gegevens over { $address } te verwijderen. Dat gebeurt zodra u het bevestigt.
mail-agent-subject = Wat er met de doorgestuurde e-mails is gebeurd
mail-agent-lead = Dit is er gebeurd met de e-mails die u hebt doorgestuurd:
mail-agent-acted = { $address }: gedaan zoals gevraagd.
mail-agent-partly = { $address }: de mail is gestopt; de rest wacht op iemand in de wachtrij.
mail-agent-asked = { $address }: een e-mail vraagt om bevestiging.
mail-agent-review = { $address }: iemand moet beslissen; het staat in de wachtrij.
mail-agent-unknown = Het is niet duidelijk om wie het gaat: iemand moet beslissen; het staat in de wachtrij.
mail-agent-nothing = { $address }: er was niets te wijzigen.

## E-mails over verzoeken: herinneringen, vragen, laatste antwoorden

mail-request-reminder = U hebt het nog niet bevestigd. Zonder bevestiging sluiten wij het verzoek op { $date }.
mail-request-yes = Of beantwoord deze e-mail met één woord: ja.
mail-case-subject = Uw verzoek aan { $sender }
mail-case-asked-access = Op { $date } is { $sender } gevraagd om een kopie van de gegevens over { $address }.
mail-case-asked-correction = Op { $date } is { $sender } gevraagd de gegevens over { $address } te corrigeren.
mail-case-asked-deletion = Op { $date } is { $sender } gevraagd de gegevens over { $address } te verwijderen.
mail-case-asked-sharing_opt_out = Op { $date } is { $sender } gevraagd gegevens over { $address } niet aan derden door te geven.
mail-case-asked-complaint = Op { $date } heeft { $sender } uw klacht ontvangen.
mail-case-asked-redirect = Op { $date } heeft { $sender } van { $address } een bericht ontvangen dat voor een van onze klanten is bedoeld.
mail-case-asked-question = Op { $date } heeft { $sender } uw vraag ontvangen.
mail-case-done-access = Het is gedaan: de kopie is aan u verstrekt.
mail-case-done-correction = Het is gedaan: wat onjuist was, is gecorrigeerd.
mail-case-done-deletion = Het is gedaan: de gegevens zijn verwijderd. Wat blijft, is een vingerafdruk van het adres (een code die uit het adres is berekend), zodat er geen reclame meer naartoe gaat, en wanneer dit verzoek is ontvangen en beantwoord.
mail-case-done-sharing_opt_out = Het is gedaan: er worden geen gegevens meer doorgegeven.
mail-case-done-complaint = Wij hebben het onderzocht.
mail-case-done-redirect = Het is afgehandeld.
mail-case-done-question = Uw vraag is beantwoord.
mail-case-parties = Wij hebben de bevestiging dat het ook is gedaan door: { $parties }.
mail-case-refused = Wij hebben het niet gedaan. De reden:
mail-case-reason-not_identified = wij konden niet vaststellen dat u de persoon bent om wie het gaat.
mail-case-reason-legal_obligation = de wet verplicht ons de gegevens te bewaren.
mail-case-reason-legal_claim = de gegevens zijn nodig voor een rechtsvordering.
mail-case-reason-excessive = het verzoek is kennelijk ongegrond of buitensporig.
mail-case-reason-nothing_held = wij hebben geen gegevens over u.
mail-case-reason-rights_of_others = het zou afbreuk doen aan de rechten van anderen.
mail-case-reason-already_right = wat is vastgelegd, is juist.
mail-case-redirected = De gegevens zijn niet van ons: wij bewaren ze alleen voor { $controller }, en alleen daar kan erover worden beslist. Dien uw verzoek daar in.
mail-case-redirected-ask = Daar kunt u zo terecht:
mail-case-words = In onze eigen woorden:
mail-case-withdrawn = Zoals u wenste, gaan wij er niet mee verder. Er is niets bekendgemaakt of gewijzigd.
mail-case-closed = Niemand heeft het op tijd bevestigd; daarom hebben wij het gesloten. Er is niets bekendgemaakt of gewijzigd.
mail-case-closed-back = Wilt u het nog? Bevestig het hier, dan gaat het verder:
mail-case-again = Niet tevreden? Beantwoord deze e-mail, dan kijkt iemand er opnieuw naar.
mail-case-authority = U kunt ook een klacht indienen bij de gegevensbeschermingsautoriteit waar u woont, of naar de rechter gaan.
mail-case-bodies = Onafhankelijke instanties die klachten over ons behandelen:
mail-case-status = Hier ziet u hoe ver het is:
mail-case-status-link = Bekijken hoe ver het is
mail-case-extended = Wij hebben meer tijd nodig: wij antwoorden uiterlijk op { $date } (UTC).
mail-case-extended-complexity = De reden: het is ingewikkeld.
mail-case-extended-number = De reden: u hebt om veel dingen gevraagd.
mail-case-question-subject = { $sender } heeft een vraag over uw verzoek
mail-case-question-identity = Om verder te gaan, moeten wij vaststellen dat u de persoon bent om wie het gaat.
mail-case-question-clarification = Om verder te gaan, moeten wij preciezer weten wat u bedoelt.
mail-case-question-reply = Beantwoord deze e-mail. Zodra uw antwoord er is, gaat het verder.
