# Deutsch. Siezen; „beenden“, „pausieren“, „einschalten“; nicht überreden.

## Die Sprache

language-name = Deutsch
digits = 0123456789
date = { DIGITS($day) }. { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    } { DIGITS($year) }
list-more = { $first }, { $second }
list-last = { $first } und { $second }

## Auf jeder Seite

skip = Zum Inhalt springen
test-link = Das ist ein Testlink. Was Sie hier auch tun, es ändert für niemanden etwas.
gpc-honoured = Widerspruch beachtet: Ihr Browser sendet „Global Privacy Control“, und wir halten uns daran.
footer-support = Fragen? Schreiben Sie an
footer-policy = Datenschutzerklärung, zuletzt geändert am { $date }
footer-language = Sprache:
footer-languages = Sprachen
fact-from = Von
fact-formerly = (früher { $names })
fact-to = An
fact-for = Für
on-its-way = Eine Mail, die schon unterwegs ist, kann noch ankommen.
goes-on = Weiterhin kommt, was keine Werbung ist: { $topics }.
stop-all = Alle Werbung von { $sender } beenden
stop-button = Beenden
stop-named = Beenden: { $name }
turn-on-button = Einschalten
turn-on-named = Einschalten: { $name }
allow-button = Erlauben
allow-named = Erlauben: { $name }
undo-button = Rückgängig machen
to-preferences = Alle Einstellungen ansehen
to-preferences-or-pause = Pausieren oder Themen wählen

## Abbestellen

unsubscribe-title = Abbestellen
unsubscribe-heading = „{ $topic }“ abbestellen?
unsubscribe-button = Abbestellen
unsubscribe-stopped-title = Sie haben abbestellt
unsubscribe-stopped-topic = { $sender } schickt Ihnen „{ $topic }“ nicht mehr.
unsubscribe-stopped-all = { $sender } schickt Ihnen keine Werbung mehr.

## Erledigt

done-stopped-heading = Erledigt
done-stopped = { $sender } schickt Ihnen „{ $topic }“ nicht mehr.
done-stopped-all-heading = Erledigt: alles ist beendet
done-stopped-all = { $sender } schickt Ihnen keine Werbung mehr.
done-paused-heading = Pausiert
done-paused = { $sender } schickt Ihnen bis zum { $date } keine Werbung.
done-undone-heading = Rückgängig gemacht
done-undone = Die Abbestellung ist zurückgenommen. Ihre übrigen Einstellungen bleiben, wie sie sind.
done-undo-too-late-heading = Dafür brauchen Sie eine Mail
done-undo-too-late = Hier lässt sich das nicht mehr rückgängig machen. Damit es niemand anders für Sie tun kann, schicken wir einen Link an { $address }.
done-confirm-button = Link schicken
done-confirm-mail-sent-heading = Sehen Sie in Ihr Postfach
done-confirm-mail-sent = Ein Link ist unterwegs an { $address }. Solange Sie ihm nicht folgen, ändert sich nichts.
done-reason-thanked-heading = Danke
done-reason-thanked = Ihre Antwort ist notiert. { $sender } schreibt Ihnen deswegen nicht.
reason-heading = Möchten Sie uns sagen, warum?
reason-free = Sie müssen nicht antworten. Ihre Wahl gilt auf jeden Fall.
reason-too-many = Zu viele Mails
reason-not-relevant = Interessiert mich nicht
reason-never-asked = Nie bestellt
reason-no-longer-needed = Brauche ich nicht mehr
reason-other = Etwas anderes

## Einstellungen

preferences-title = Ihre Einstellungen
preferences-heading = Ihre Mails von { $sender }
preferences-topics = Themen
preferences-all-stopped = Alle Werbung von { $sender } ist beendet.
preferences-paused = Werbung pausiert bis zum { $date }.
state-receiving = Bekommen Sie
state-stopped = Beendet
state-paused = Pausiert
state-not-subscribed = Bekommen Sie nicht
turn-on-all = Werbung von { $sender } einschalten
stop-everywhere = Auch Werbung von { $senders } beenden
everywhere-stopped = Auch Werbung von { $senders } ist beendet.
pause-heading = Eine Pause machen
pause-hint = Eine Zeit lang keine Werbung. Danach kommt sie von selbst wieder.
pause-days = { $days ->
        [one] { DIGITS($days) } Tag
       *[other] { DIGITS($days) } Tage
    }
resume-button = Pause jetzt beenden
data-heading = Ihre Daten
sharing-name = Weitergabe von Daten
sharing-hint = Ob { $sender } Ihre persönlichen Daten anderen Firmen für deren eigene Zwecke geben darf.
tracking-name = Tracking
tracking-hint = Ob { $sender } verfolgen darf, was Sie im Web tun.
again-heading = Etwas wieder einschalten
again-hint = Dazu schicken wir einen Link an { $address }, damit es niemand anders für Sie tun kann.
again-button = Link schicken
stays-heading = Was weiterhin kommt
stays-hint = Das ist keine Werbung; es gehört zu dem, was Sie mit dem Absender verbindet.
status-stopped = Erledigt. „{ $topic }“ ist beendet.
status-stopped-all = Erledigt. Alle Werbung ist beendet.
status-stopped-everywhere = Erledigt. Werbung von allen diesen Absendern ist beendet.
status-paused = Erledigt. Werbung pausiert bis zum { $date }.
status-resumed = Erledigt. Die Pause ist vorbei.
status-turned-on = Erledigt. „{ $topic }“ ist eingeschaltet.
status-turned-on-all = Erledigt. Werbung ist eingeschaltet.
status-sharing-stopped = Erledigt. Ihre Daten werden nicht mehr weitergegeben.
status-sharing-allowed = Erledigt. Ihre Daten dürfen wieder weitergegeben werden.
status-tracking-stopped = Erledigt. Das Tracking ist beendet.
status-tracking-allowed = Erledigt. Tracking ist wieder erlaubt.
status-link-sent = Ein Link ist unterwegs an { $address }.
status-undone = Rückgängig gemacht. Ihre übrigen Einstellungen bleiben, wie sie sind.
status-undo-too-late = Hier lässt sich das nicht mehr rückgängig machen. Lassen Sie sich unten den Link schicken.
status-needs-link = Nichts wurde geändert. Um etwas einzuschalten, lassen Sie sich unten den Link schicken.
status-unchanged = Das war schon so. Nichts wurde geändert.

## Mail verloren

lost-heading = Mail verloren?
lost-error-title = Fehler: Bitte prüfen Sie Ihre Adresse
lost-lead = Ihre Mailadresse genügt uns.
lost-sender-label = Wessen Mails?
lost-address-label = Ihre Mailadresse
lost-malformed = Das ist keine vollständige Mailadresse. Sie sollte aussehen wie name@example.org.
lost-stop-button = Alle Werbung beenden
lost-link-button = Link zu allen Einstellungen schicken
lost-hint = Wir verwenden die Adresse nur dafür. Rechnungen, Sicherheitshinweise und Ähnliches werden nicht beendet.
lost-stopped-heading = Beendet
lost-stopped = { $sender } schickt keine Werbung mehr an diese Adresse.
lost-notice = Wir schicken eine Nachricht an die Adresse; damit lässt es sich zurücknehmen.
lost-link-sent-heading = Sehen Sie in das Postfach
lost-link-sent = Wenn diese Adresse Mails empfangen kann, ist ein Link unterwegs.
lost-limited-heading = Das war etwas oft
lost-limited = Diesmal wurde nichts getan. Bitte versuchen Sie es in einigen Minuten noch einmal.
lost-another = Eine andere Adresse eingeben

## Bestätigen

confirm-ask-turn-on = „{ $topic }“ einschalten?
confirm-ask-turn-on-all = Werbung von { $sender } einschalten?
confirm-ask-open-preferences = Alle Einstellungen öffnen?
confirm-ask-undo = Abbestellung zurücknehmen?
confirm-lead-turn-on = { $sender } schickt sie Ihnen dann. Sie können das jederzeit wieder beenden.
confirm-lead-turn-on-all = { $sender } schreibt Ihnen dann wieder. Sie können das jederzeit wieder beenden.
confirm-lead-open-preferences = Sie können dann Mails von { $sender } Thema für Thema ein- und ausschalten.
confirm-lead-undo = Dann ist alles wie vorher, und { $sender } darf Ihnen wieder schreiben.
confirm-button-turn-on = Einschalten
confirm-button-turn-on-all = Einschalten
confirm-button-open-preferences = Öffnen
confirm-button-undo = Zurücknehmen
confirm-ignore = Wenn Sie das nicht verlangt haben, schließen Sie die Seite. Dann geschieht nichts.
confirm-done-turn-on = „{ $topic }“ ist eingeschaltet
confirm-done-turn-on-all = Werbung von { $sender } ist eingeschaltet
confirm-done-open-preferences = Ihre Einstellungen sind offen
confirm-done-undo = Die Abbestellung ist zurückgenommen
confirm-done = Sie können das jederzeit ändern.
confirm-ask-request-access = Eine Kopie Ihrer Daten verlangen?
confirm-ask-request-correction = Ihre Daten berichtigen lassen?
confirm-ask-request-deletion = Ihre Daten löschen lassen?
confirm-lead-request = { $sender } kümmert sich dann darum und antwortet Ihnen.
confirm-button-request = Bestätigen
confirm-done-request = Ihr Anliegen ist bestätigt
confirm-done-next-request = Bei { $sender } kümmert sich jemand darum und antwortet Ihnen.
confirm-used-heading = Dieser Link wurde schon benutzt
confirm-used = Jeder dieser Links gilt einmal. Was er bewirken sollte, ist damals geschehen; jetzt wurde nichts geändert.
confirm-expired-heading = Dieser Link ist zu alt
confirm-expired = Diese Links gelten 7 Tage. Nichts wurde geändert.
confirm-resend-button = Neuen Link schicken
confirm-new-link = Neuen Link anfordern

## Eine Kopie der eigenen Daten

copy-title = Die Kopie Ihrer Daten
copy-lead = Das hält { $sender } über { $address } fest, Stand { $date }.
copy-keep = Bewahren Sie sie jetzt auf: Der Link öffnet sie eine Stunde lang.
copy-take-page = Als Seite mitnehmen
copy-take-json = Als Datei für Programme mitnehmen (JSON)
copy-redacted = Was andere Menschen betrifft, wurde entfernt; an seiner Stelle steht [redacted].
copy-own = Ihre Einstellungen und Anliegen
copy-own-purpose = Das wird aufbewahrt, damit Ihre Einstellungen gelten, damit Sie Antwort bekommen und damit sich beides belegen lässt. Es stammt von Ihren Links, Seiten und Mails und aus Programmen des Absenders. Nach einer Löschung bleibt nur eine verschlüsselte Spur Ihrer Adresse, die Mails von Ihnen fernhält.
copy-history = Was sich wann und wie geändert hat
copy-more = Jede Liste zeigt hier nur ihre neuesten Zeilen. Die JSON-Datei enthält alle.
copy-cases = Worum Sie gebeten haben
copy-mails = Ihre Mails, die aufbewahrt werden
copy-imports = Übernommene Listen mit Ihrer Adresse
copy-none = Nichts ist festgehalten.
copy-nothing = Dort ist nichts über Sie gespeichert.
copy-data = Welche Daten
copy-purpose = Wozu
copy-retention = Wie lange
copy-source = Woher
copy-unstated = Nicht angegeben.
copy-receivers = Wer Daten erhält
copy-receivers-none = Daten werden an niemanden weitergegeben.
copy-rights = Ihre Rechte
copy-rights-list = Sie können Ihre Daten berichtigen oder löschen lassen, ihre Nutzung einschränken lassen, sie in einer Form für Programme erhalten, ihrer Nutzung widersprechen und eine Einwilligung jederzeit widerrufen.
copy-complain = Nicht zufrieden? Schreiben Sie zuerst an { $sender }. Sie können sich auch bei einer Datenschutzbehörde beschweren, dort, wo Sie wohnen oder arbeiten, und vor Gericht gehen.
copy-on = Eingeschaltet
copy-all = Alle Werbemails von { $sender }
copy-everywhere = Werbemails aller Absender der Gruppe
copy-kind-access = Eine Kopie der Daten
copy-kind-correction = Eine Berichtigung
copy-kind-deletion = Eine Löschung
copy-kind-sharing_opt_out = Keine Weitergabe von Daten
copy-kind-complaint = Eine Beschwerde
copy-kind-redirect = Für jemand anderen bestimmt
copy-kind-question = Eine Frage
copy-kind-unclear = Noch nicht verstanden
copy-door-heading = Die Kopie Ihrer Daten öffnen?
copy-door = Sie zeigt, was { $sender } über { $address } festhält. Öffnen Sie sie dort, wo Ihnen niemand über die Schulter sieht.
copy-door-button = Die Kopie öffnen
copy-door-once = Von da an öffnet der Link sie eine Stunde lang.
copy-used = Die Kopie wurde schon geöffnet. Nach einer Stunde öffnet der Link sie nicht mehr.
copy-again = Für einen neuen Link schreiben Sie an { $sender } und nennen das Zeichen.
copy-gone-heading = Die Kopie ist nicht mehr hier
mail-copy-subject = Die Kopie Ihrer Daten von { $sender }
mail-copy = Die Kopie der Daten, die { $sender } über { $address } festhält, ist fertig.
mail-copy-link = Öffnen Sie sie auf dieser Seite:
mail-copy-once = Er öffnet die Kopie einmal, eine Stunde lang. Bitte geben Sie ihn nicht weiter: Wer ihn hat, kann die Kopie öffnen.

## Die Seite einer Anfrage

case-title = Ihre Anfrage
case-heading = Ihre Anfrage an { $sender }
case-kind-access = Eine Kopie Ihrer Daten
case-kind-correction = Berichtigung Ihrer Daten
case-kind-deletion = Löschung Ihrer Daten
case-kind-sharing-opt-out = Keine Weitergabe Ihrer Daten
case-kind-complaint = Eine Beschwerde
case-kind-redirect = Eine Nachricht für ein anderes Unternehmen
case-kind-question = Eine Frage
case-kind-unclear = Eine Nachricht, die ein Mensch lesen muss
case-state-with-us = Jemand kümmert sich darum
case-state-with-others = Wir warten auf andere, die Daten von Ihnen haben
case-state-with-you-to-confirm = Wartet auf Ihre Bestätigung
case-state-with-you = Wartet auf Ihre Antwort
case-state-done = Erledigt
case-state-refused = Abgelehnt
case-state-withdrawn = Von Ihnen zurückgenommen
case-state-again = Ein zweites Mal angefragt
case-state-redirected = Für ein anderes Unternehmen bestimmt
case-state-closed = Geschlossen
case-state-unconfirmed = Nicht bestätigt
case-state-erased = Die Daten wurden gelöscht
case-late = Das hätte schon beantwortet sein sollen. Das tut uns leid. Wenn Sie bald nichts hören, schreiben Sie an { $sender }.
case-next-no-date = Bei { $sender } kümmert sich jemand darum und antwortet Ihnen.
case-next-with-us = Bei { $sender } kümmert sich jemand darum und antwortet Ihnen bis zum { $date }.
case-next-with-others = { $sender } hat allen Bescheid gegeben, die Daten von Ihnen haben, und wartet auf sie. Sie bekommen bis zum { $date } eine Antwort.
case-next-with-you-to-confirm = Wir haben Ihnen einen Link geschickt. Öffnen Sie ihn und bestätigen Sie, damit niemand anders das für Sie verlangen kann. Bis dahin wird nichts gezeigt, geändert oder gelöscht.
case-next-with-you = { $sender } hat Sie per Mail etwas gefragt. Bitte antworten Sie, dann geht es weiter.
case-next-done-access = Sie haben eine Kopie Ihrer Daten bekommen.
case-next-done-correction = Was über Sie vermerkt war, wurde berichtigt.
case-next-done-deletion = Ihre Daten wurden gelöscht. Nur ein Vermerk bleibt, der Werbung von Ihnen fernhält.
case-next-done-sharing-opt-out = Ihre Daten werden nicht mehr weitergegeben, und wer sie hatte, weiß Bescheid.
case-next-done-other = Sie haben eine Antwort bekommen.
case-next-refused = { $sender } hat nicht getan, was Sie verlangt haben.
case-next-withdrawn = Es geschieht nichts weiter. Sie können es jederzeit wieder verlangen.
case-next-again = Sie hatten das schon verlangt. Jene Anfrage läuft weiter, und ihr Datum zählt.
case-next-redirected = Das betrifft ein anderes Unternehmen. Wir haben Ihnen gesagt, wen Sie fragen können.
case-next-closed = { $sender } fand darin nichts zu tun. Wenn das falsch ist, schreiben Sie uns.
case-next-unconfirmed = Niemand hat es rechtzeitig bestätigt, darum wurde nichts gezeigt, geändert oder gelöscht. Sie können es jederzeit wieder verlangen.
case-next-erased = Alle Daten über Sie wurden gelöscht. Von dieser Anfrage bleibt nur, was verlangt wurde und wann.
case-first = Die erste Anfrage ansehen
case-reason-not-identified = Es ließ sich nicht zeigen, dass Sie selbst gefragt haben.
case-reason-legal-obligation = Das Gesetz verpflichtet uns, die Daten aufzubewahren.
case-reason-legal-claim = Die Daten werden für einen Rechtsanspruch gebraucht.
case-reason-excessive = Die Anfrage war unbegründet oder wurde zu oft wiederholt.
case-reason-nothing-held = Wir haben keine Daten über Sie.
case-reason-rights-of-others = Die Rechte anderer Menschen würden leiden.
case-reason-already-right = Was vermerkt ist, stimmt so.
case-complain = Wenn Sie das anders sehen, sagen Sie es { $sender }. Sie können sich auch bei einer Datenschutzbehörde beschweren, etwa der an Ihrem Wohnort, und vor Gericht gehen.
case-received = Eingegangen
case-confirmed = Bestätigt
case-due = Antwort bis
case-answered = Beantwortet
case-policy = Datenschutzerklärung
case-reference = Kennzeichen
case-zone = Alle Tage gelten in der Zeitzone { $zone }.
case-withdraw-heading = Anders überlegt?
case-withdraw-hint = Sie können die Anfrage zurücknehmen. Dann arbeitet niemand mehr daran. Beendete Werbung bleibt beendet.
case-withdraw-button = Anfrage zurücknehmen
case-status-withdrawn = Erledigt. Sie haben die Anfrage zurückgenommen.
case-status-too-late = Es wurde nichts geändert: Diese Anfrage lässt sich nicht mehr zurücknehmen.

## Anfragen und Verlauf, auf der Seite eines geschickten Links

own-requests = Ihre Anfragen
own-no-requests = Sie haben bisher nichts verlangt.
own-look = Ansehen
own-look-named = Ansehen: { $what }, { $date }
own-received = Eingegangen am { $date }
own-received-due = Eingegangen am { $date }, Antwort bis { $due }
own-ask = Etwas verlangen
own-ask-hint = Bevor etwas gezeigt, geändert oder gelöscht wird, schicken wir noch einmal einen Link an { $address }, und Sie bestätigen es dort.
own-ask-access = Eine Kopie Ihrer Daten verlangen
own-ask-correction = Etwas über Sie berichtigen lassen
own-ask-deletion = Ihre Daten löschen lassen
own-ask-complaint = Sich beschweren
own-correction-text = Was ist falsch, und was ist richtig?
own-correction-address = Neue Mailadresse, falls sie sich geändert hat
own-correction-button = Berichtigung verlangen
own-deletion-hint = { $sender } löscht dann, was über Sie gespeichert ist. Nur ein Vermerk bleibt, der Werbung von Ihnen fernhält. Das lässt sich nicht rückgängig machen.
own-deletion-button = Löschung verlangen
own-complaint-text = Was soll { $sender } wissen?
own-complaint-button = Beschwerde abschicken
own-fault-empty = Bitte schreiben Sie, worum es geht.
own-fault-long = Das ist zu lang. Bitte höchstens { DIGITS($count) } Zeichen.
own-fault-hidden = Darin sind Zeichen, die niemand sehen kann. Bitte schreiben Sie es neu, ohne sie.
own-history = Was geändert wurde
own-history-hint = Ein Beleg beweist eine Änderung, gegenüber jedem und ohne uns. Heben Sie ihn auf, wenn Sie ihn brauchen könnten.
own-no-changes = Bisher wurde nichts geändert.
own-earlier = Frühere Änderungen
own-more = Es gibt ältere Änderungen. In einer Kopie Ihrer Daten stehen alle.
own-receipt = Beleg herunterladen
own-receipt-named = Beleg herunterladen: { $date }
own-needs-link = Mit diesem Link sehen Sie auch Ihre Anfragen und was geändert wurde, und können eine Kopie, eine Berichtigung oder Löschung verlangen oder sich beschweren.
status-asked-confirm = Fast erledigt. Wir haben einen Link an { $address } geschickt: Öffnen Sie ihn und bestätigen Sie Ihre Anfrage.
status-asked-person = Ihre Anfrage ist eingegangen. Jemand antwortet Ihnen bis zum { $date }.
status-asked-again = Das haben Sie schon verlangt. Jene Anfrage läuft weiter.
status-not-asked = Es wurde noch nichts abgeschickt. Bitte sehen Sie sich unten das markierte Feld an.
status-ask-by-mail = Es wurde nichts geändert. Lassen Sie sich dafür unten den Link schicken.
change-stopped = Beendet: { $what }
change-turned-on = Eingeschaltet: { $what }
change-paused = Pausiert: { $what }
change-resumed = Pause beendet
change-taken-back = Änderung zurückgenommen: { $what }
change-complained = Beim Mailanbieter als unerwünscht gemeldet
change-undeliverable = Mail konnte nicht zugestellt werden
change-other = Geändert: { $what }
change-asked = Verlangt: { $what }
change-confirmed = Bestätigt: { $what }
change-ended = Anfrage beendet: { $what }
change-link = Ein Link wurde Ihnen geschickt
change-corrected = Adresse berichtigt
change-erased = Daten gelöscht
scope-all = alle Werbung
scope-everywhere = Werbung aller Marken
way-one-click = mit dem Knopf Ihres Mailprogramms
way-page = auf einer Seite
way-confirmation = mit einem geschickten Link
way-mail = per Mail
way-staff = durch den Absender
way-system = von selbst

## Fehler

error-unknown-link-heading = Dieser Link funktioniert nicht
error-unknown-link = Vielleicht fehlt ein Teil. Versuchen Sie den Link in der Mail noch einmal, oder beenden Sie die Mails mit Ihrer Adresse.
error-not-found-heading = Hier ist nichts
error-not-found = Vielleicht ist die Adresse der Seite vertippt.
error-malformed-heading = Das war nicht lesbar
error-malformed = Das Formular kam beschädigt an. Nichts wurde geändert. Bitte gehen Sie zurück und versuchen Sie es noch einmal.
error-method-not-allowed-heading = Das geht hier nicht
error-method-not-allowed = Die Seite wurde auf eine Weise aufgerufen, die sie nicht kennt. Nichts wurde geändert.
error-too-large-heading = Das war zu viel
error-too-large = Es wurde mehr geschickt, als diese Seite annimmt. Nichts wurde geändert.
error-too-many-heading = Zu viele Anfragen
error-too-many = Nichts wurde geändert. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.
error-unavailable-heading = Ihr Wunsch wurde nicht gespeichert
error-unavailable = Nichts wurde geändert. Das liegt an uns, nicht an Ihnen. Bitte versuchen Sie es noch einmal.
error-internal-heading = Etwas ist schiefgegangen
error-internal = Das liegt an uns, nicht an Ihnen. Wenn Sie Mails beenden wollten, versuchen Sie es bitte noch einmal.
error-retry = { $seconds ->
        [one] In etwa { DIGITS($seconds) } Sekunde sollte es gehen.
       *[other] In etwa { DIGITS($seconds) } Sekunden sollte es gehen.
    }
error-retry-button = Noch einmal versuchen
error-way-out = Mails mit Ihrer Adresse beenden

## Tracking

tracking-title = Tracking im Web
tracking-heading = Tracking im Web beenden?
tracking-open = { $sender } darf verfolgen, was Sie auf seinen Seiten tun. Das können Sie hier beenden.
tracking-button = Tracking beenden
tracking-stopped-heading = Das Tracking ist beendet
tracking-stopped = { $sender } verfolgt nicht, was Sie auf seinen Seiten tun.
tracking-allowed-heading = Tracking ist erlaubt
tracking-cookie = Das steht in einem Cookie dieses Browsers. Wenn Sie es löschen, kommen Sie bitte noch einmal hierher.

## Mails

mail-expires = Der Link gilt bis zum { $date }.
mail-confirm-subject = „{ $topic }“ einschalten?
mail-confirm-subject-all = Werbung von { $sender } einschalten?
mail-confirm = Jemand, vermutlich Sie, möchte, dass { $sender } „{ $topic }“ an { $address } schickt. Das geschieht, sobald Sie es bestätigen.
mail-confirm-all = Jemand, vermutlich Sie, möchte, dass { $sender } wieder Werbung an { $address } schickt. Das geschieht, sobald Sie es bestätigen.
mail-confirm-link = Bestätigen können Sie auf dieser Seite:
mail-confirm-ignore = Wenn Sie es nicht waren, tun Sie nichts. Dann geschieht nichts.
mail-link-subject = Ihre Einstellungen für Mails von { $sender }
mail-link = Hier ist der Link zu Ihren Einstellungen für Mails von { $sender } an { $address }. Jemand, vermutlich Sie, hat ihn auf unserer Seite angefordert.
mail-link-ignore = Wenn Sie es nicht waren, tun Sie nichts. Nichts wurde geändert. Bitte geben Sie den Link nicht weiter.
mail-stopped-subject = Werbung von { $sender } ist beendet
mail-stopped = Wir haben die Werbung von { $sender } an { $address } beendet.
mail-stopped-restore = Das waren nicht Sie? Hier lässt es sich zurücknehmen:
mail-stopped-restore-link = Zurücknehmen
mail-answer-subject = Ihre Nachricht an { $sender }
mail-answer-received = Ihre Nachricht ist angekommen.
mail-answer-stopped-topics = Wir haben diese Mails von { $sender } an { $address } beendet: { $topics }.
mail-answer-paused = Die Werbung von { $sender } an { $address } pausiert bis zum { $date }.
mail-answer-sharing = Wir haben festgehalten, dass Daten zu { $address } nicht an Dritte weitergegeben werden sollen.
mail-answer-asked-resubscribe = Wir haben verstanden, dass Sie wieder Werbung bekommen möchten.
mail-answer-asked-access = Wir haben verstanden, dass Sie eine Kopie der Daten über Sie haben möchten.
mail-answer-asked-correction = Wir haben verstanden, dass etwas über Sie berichtigt werden soll.
mail-answer-asked-deletion = Wir haben verstanden, dass die Daten über Sie gelöscht werden sollen.
mail-answer-asked-complaint = Wir haben verstanden, dass etwas schiefgegangen ist.
mail-answer-asked-redirect = Wir haben verstanden, dass Ihre Nachricht für einen unserer Kunden bestimmt ist.
mail-answer-asked-question = Wir haben verstanden, dass Sie eine Frage haben.
mail-answer-confirm = Eine weitere Mail bittet Sie, es zu bestätigen, damit niemand sonst das für Sie tun kann.
mail-answer-person = Jemand kümmert sich darum und antwortet Ihnen bis zum { $date } (UTC).
mail-answer-wrong = Haben wir Sie falsch verstanden? Dann schreiben Sie uns bitte noch einmal.
mail-answer-reference = Kennzeichen: { $reference }
mail-request-subject = Bitte bestätigen Sie Ihr Anliegen an { $sender }
mail-request-access = Jemand, vermutlich Sie, möchte von { $sender } eine Kopie der Daten zu { $address }. Das geschieht, sobald Sie es bestätigen.
mail-request-correction = Jemand, vermutlich Sie, möchte, dass { $sender } berichtigt, was zu { $address } gespeichert ist. Das geschieht, sobald Sie es bestätigen.
mail-request-deletion = Jemand, vermutlich Sie, möchte, dass { $sender } die Daten zu { $address } löscht. Das geschieht, sobald Sie es bestätigen.
mail-agent-subject = Was aus Ihren weitergeleiteten Mails wurde
mail-agent-lead = Das wurde aus den Mails, die Sie weitergeleitet haben:
mail-agent-acted = { $address }: wie gewünscht erledigt.
mail-agent-partly = { $address }: die Mails sind beendet; der Rest wartet in der Liste auf jemanden.
mail-agent-asked = { $address }: eine Mail bittet um Bestätigung.
mail-agent-review = { $address }: jemand muss entscheiden; es wartet in der Liste.
mail-agent-unknown = Um wen es geht, ist nicht klar: jemand muss entscheiden; es wartet in der Liste.
mail-agent-nothing = { $address }: es war nichts zu ändern.

## Mails zu Anliegen: Erinnerungen, Rückfragen, letzte Antworten

mail-request-reminder = Es wurde noch nicht bestätigt. Ohne Bestätigung schließen wir das Anliegen am { $date }.
mail-request-yes = Oder antworten Sie auf diese Mail mit einem Wort: ja.
mail-case-subject = Ihr Anliegen an { $sender }
mail-case-asked-access = Am { $date } wurde { $sender } um eine Kopie der Daten über { $address } gebeten.
mail-case-asked-correction = Am { $date } wurde { $sender } gebeten, Angaben über { $address } zu berichtigen.
mail-case-asked-deletion = Am { $date } wurde { $sender } gebeten, die Daten über { $address } zu löschen.
mail-case-asked-sharing_opt_out = Am { $date } wurde { $sender } gebeten, Daten über { $address } nicht an Dritte weiterzugeben.
mail-case-asked-complaint = Am { $date } ist Ihre Beschwerde bei { $sender } eingegangen.
mail-case-asked-redirect = Am { $date } ist bei { $sender } eine Nachricht von { $address } eingegangen, die für einen Kunden von uns bestimmt ist.
mail-case-asked-question = Am { $date } ist Ihre Frage bei { $sender } eingegangen.
mail-case-done-access = Erledigt: Die Kopie wurde Ihnen übergeben.
mail-case-done-correction = Erledigt: Die falschen Angaben wurden berichtigt.
mail-case-done-deletion = Erledigt: Die Daten wurden gelöscht. Es bleiben ein Fingerabdruck der Adresse, damit keine Werbemail mehr an sie geht, und wann dieses Anliegen kam und beantwortet wurde.
mail-case-done-sharing_opt_out = Erledigt: Es werden keine Daten mehr weitergegeben.
mail-case-done-complaint = Wir sind der Sache nachgegangen.
mail-case-done-redirect = Es ist erledigt.
mail-case-done-question = Sie ist beantwortet.
mail-case-parties = Auch diese haben bestätigt, dass sie es getan haben: { $parties }.
mail-case-refused = Wir haben es nicht getan. Der Grund:
mail-case-reason-not_identified = Wir konnten nicht sicherstellen, dass Sie die betroffene Person sind.
mail-case-reason-legal_obligation = Das Gesetz verpflichtet uns, die Daten aufzubewahren.
mail-case-reason-legal_claim = Die Daten werden für einen Rechtsanspruch gebraucht.
mail-case-reason-excessive = Das Anliegen ist offenkundig unbegründet oder übermäßig.
mail-case-reason-nothing_held = Wir haben keine Daten über Sie.
mail-case-reason-rights_of_others = Es würde die Rechte anderer verletzen.
mail-case-reason-already_right = Was gespeichert ist, ist richtig.
mail-case-redirected = Die Daten sind nicht unsere: Wir bewahren sie allein für { $controller } auf, und nur dort kann darüber entschieden werden. Bitte wenden Sie sich dorthin.
mail-case-redirected-ask = So erreichen Sie sie:
mail-case-words = Mit unseren eigenen Worten:
mail-case-withdrawn = Wie gewünscht machen wir damit nicht weiter. Es wurde nichts preisgegeben oder geändert.
mail-case-closed = Niemand hat es rechtzeitig bestätigt, darum haben wir es geschlossen. Es wurde nichts preisgegeben oder geändert.
mail-case-closed-back = Möchten Sie es noch? Bestätigen Sie es hier, dann geht es weiter:
mail-case-again = Nicht zufrieden? Antworten Sie auf diese Mail, dann sieht ein Mensch es sich noch einmal an.
mail-case-authority = Sie können sich auch bei der Datenschutzbehörde an Ihrem Wohnort beschweren oder vor Gericht gehen.
mail-case-bodies = Unabhängige Stellen, die Beschwerden über uns hören:
mail-case-status = Hier sehen Sie, wie weit es ist:
mail-case-status-link = Ansehen, wie weit es ist
mail-case-extended = Wir brauchen mehr Zeit: Wir antworten bis zum { $date } (UTC).
mail-case-extended-complexity = Der Grund: Es ist schwierig.
mail-case-extended-number = Der Grund: Sie haben um vieles gebeten.
mail-case-question-subject = { $sender } hat eine Frage zu Ihrem Anliegen
mail-case-question-identity = Um weiterzumachen, müssen wir sicherstellen, dass Sie die betroffene Person sind.
mail-case-question-clarification = Um weiterzumachen, müssen wir genauer wissen, was Sie meinen.
mail-case-question-reply = Bitte antworten Sie auf diese Mail. Sobald Ihre Antwort da ist, geht es weiter.
