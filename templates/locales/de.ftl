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
