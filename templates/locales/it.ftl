# Italiano. Con il Lei, minuscolo; i pulsanti comandano alla pagina («Disattiva»); senza cercare di convincere.
#
# Mai «fino al { $date }»: l’8 e l’11 vogliono «all’». «fino al giorno { $date }» va sempre.

## La lingua

language-name = Italiano
digits = 0123456789
date = { $day ->
        [1] 1º
       *[other] { DIGITS($day) }
    } { $month ->
        [1] gennaio
        [2] febbraio
        [3] marzo
        [4] aprile
        [5] maggio
        [6] giugno
        [7] luglio
        [8] agosto
        [9] settembre
        [10] ottobre
        [11] novembre
       *[12] dicembre
    } { DIGITS($year) }
list-more = { $first }, { $second }
list-last = { $first } e { $second }

## In ogni pagina

skip = Vai al contenuto
test-link = Questo è un link di prova. Qualunque cosa faccia qui, non cambia nulla per nessuno.
gpc-honoured = Richiesta di opposizione rispettata: il suo browser invia il segnale Global Privacy Control e noi lo rispettiamo.
footer-support = Domande? Scriva a
footer-policy = Informativa sulla privacy, ultimo aggiornamento: { $date }
footer-language = Lingua:
footer-languages = Lingue
fact-from = Da
fact-formerly = (in precedenza { $names })
fact-to = A
fact-for = Per
on-its-way = Un’e-mail già in viaggio potrebbe ancora arrivare.
goes-on = Continuerà a ricevere ciò che non è pubblicità: { $topics }.
stop-all = Non ricevere più alcuna pubblicità da { $sender }
stop-button = Disattiva
stop-named = Disattiva: { $name }
turn-on-button = Attiva
turn-on-named = Attiva: { $name }
allow-button = Consenti
allow-named = Consenti: { $name }
undo-button = Annulla
to-preferences = Vedi tutte le preferenze
to-preferences-or-pause = Fai una pausa o scegli gli argomenti

## Annullare l’iscrizione

unsubscribe-title = Annullare l’iscrizione
unsubscribe-heading = Annullare l’iscrizione a “{ $topic }”?
unsubscribe-button = Annulla l’iscrizione
unsubscribe-stopped-title = L’iscrizione è annullata
unsubscribe-stopped-topic = { $sender } non le invia più “{ $topic }”.
unsubscribe-stopped-all = { $sender } non le invia più pubblicità.

## Fatto

done-stopped-heading = Fatto
done-stopped = { $sender } non le invierà più “{ $topic }”.
done-stopped-all-heading = Fatto: non riceverà più pubblicità
done-stopped-all = { $sender } non le invierà più pubblicità.
done-paused-heading = In pausa
done-paused = Niente pubblicità da { $sender } fino al giorno { $date }.
done-undone-heading = Operazione annullata
done-undone = La sua iscrizione è ripristinata. Le altre preferenze restano come sono.
done-undo-too-late-heading = Per questo serve un’e-mail
done-undo-too-late = Non è più possibile annullare direttamente qui. Perché nessun altro possa farlo al posto suo, inviamo un link a { $address }.
done-confirm-button = Inviatemi il link
done-confirm-mail-sent-heading = Controlli la sua casella di posta
done-confirm-mail-sent = Un link è in viaggio verso { $address }. Finché non lo apre, non cambia nulla.
done-reason-thanked-heading = Grazie
done-reason-thanked = La sua risposta è stata annotata. { $sender } non le scriverà per questo.
reason-heading = Vuole dirci il motivo?
reason-free = La risposta è facoltativa. La sua scelta vale in ogni caso.
reason-too-many = Troppe e-mail
reason-not-relevant = Non mi interessa
reason-never-asked = Non l’ho mai chiesto
reason-no-longer-needed = Non mi serve più
reason-other = Altro motivo

## Preferenze

preferences-title = Le sue preferenze
preferences-heading = Le sue e-mail da { $sender }
preferences-topics = Argomenti
preferences-all-stopped = Tutta la pubblicità di { $sender } è disattivata.
preferences-paused = La pubblicità è in pausa fino al giorno { $date }.
state-receiving = Attivo
state-stopped = Disattivato
state-paused = In pausa
state-not-subscribed = Nessuna iscrizione
turn-on-all = Attiva la pubblicità di { $sender }
stop-everywhere = Non ricevere più pubblicità nemmeno da { $senders }
everywhere-stopped = Anche la pubblicità di { $senders } è disattivata.
pause-heading = Fare una pausa
pause-hint = Niente pubblicità per un po’ di tempo. Poi riprende da sola.
pause-days = { $days ->
        [one] { DIGITS($days) } giorno
       *[other] { DIGITS($days) } giorni
    }
resume-button = Termina la pausa ora
data-heading = I suoi dati
sharing-name = Comunicazione dei dati a terzi
sharing-hint = Indica se { $sender } può comunicare i suoi dati personali ad altre aziende per le finalità di queste.
tracking-name = Tracciamento
tracking-hint = Indica se { $sender } può seguire ciò che lei fa sul web.
again-heading = Riattivare qualcosa
again-hint = Per farlo serve un link, che inviamo a { $address } perché nessun altro possa usarlo al posto suo.
again-button = Inviatemi il link
stays-heading = Che cosa continua ad arrivare
stays-hint = Non è pubblicità: fa parte del suo rapporto con il mittente.
status-stopped = Fatto. Non riceverà più “{ $topic }”.
status-stopped-all = Fatto. Tutta la pubblicità è disattivata.
status-stopped-everywhere = Fatto. La pubblicità di tutti questi mittenti è disattivata.
status-paused = Fatto. La pubblicità è in pausa fino al giorno { $date }.
status-resumed = Fatto. La pausa è terminata.
status-turned-on = Fatto. Riceverà “{ $topic }”.
status-turned-on-all = Fatto. La pubblicità è attivata.
status-sharing-stopped = Fatto. I suoi dati non vengono più comunicati a terzi.
status-sharing-allowed = Fatto. I suoi dati possono di nuovo essere comunicati a terzi.
status-tracking-stopped = Fatto. Il tracciamento è disattivato.
status-tracking-allowed = Fatto. Il tracciamento è di nuovo consentito.
status-link-sent = Un link è in viaggio verso { $address }.
status-undone = Operazione annullata. Le altre preferenze restano come sono.
status-undo-too-late = Non è più possibile annullare direttamente qui. Più in basso può chiedere l’invio del link.
status-needs-link = Non è stato modificato nulla. Per attivare qualcosa, più in basso può chiedere l’invio del link.
status-unchanged = Era già così. Non è stato modificato nulla.

## E-mail smarrita

lost-heading = Non trova più l’e-mail?
lost-error-title = Errore: controlli il suo indirizzo
lost-lead = Ci basta il suo indirizzo e-mail.
lost-sender-label = E-mail di quale mittente?
lost-address-label = Il suo indirizzo e-mail
lost-malformed = Questo indirizzo e-mail non è completo. Dovrebbe essere simile a nome@example.org.
lost-stop-button = Non ricevere più alcuna pubblicità
lost-link-button = Inviatemi un link a tutte le preferenze
lost-hint = Usiamo l’indirizzo solo per questo. Fatture, avvisi di sicurezza e messaggi simili continuano ad arrivare.
lost-stopped-heading = Pubblicità disattivata
lost-stopped = { $sender } non invierà più pubblicità a questo indirizzo.
lost-notice = Inviamo un solo avviso all’indirizzo, con il quale si può tornare indietro.
lost-link-sent-heading = Controlli la casella di posta
lost-link-sent = Se questo indirizzo può ricevere e-mail, un link è in viaggio.
lost-limited-heading = Troppi tentativi
lost-limited = Questa volta non è stato fatto nulla. Attenda qualche minuto e riprovi.
lost-another = Inserisci un altro indirizzo

## Confermare

confirm-ask-turn-on = Attivare “{ $topic }”?
confirm-ask-turn-on-all = Attivare la pubblicità di { $sender }?
confirm-ask-open-preferences = Aprire tutte le preferenze?
confirm-ask-undo = Ripristinare l’iscrizione?
confirm-lead-turn-on = { $sender } le invierà allora queste e-mail. Potrà disattivarle di nuovo in qualsiasi momento.
confirm-lead-turn-on-all = { $sender } le scriverà di nuovo. Potrà disattivare tutto in qualsiasi momento.
confirm-lead-open-preferences = Potrà attivare e disattivare le e-mail di { $sender }, argomento per argomento.
confirm-lead-undo = Tutto tornerà come prima e { $sender } potrà scriverle di nuovo.
confirm-button-turn-on = Attiva
confirm-button-turn-on-all = Attiva
confirm-button-open-preferences = Apri
confirm-button-undo = Ripristina l’iscrizione
confirm-ignore = Se non lo ha chiesto lei, chiuda la pagina. Non accadrà nulla.
confirm-done-turn-on = “{ $topic }”: attivato
confirm-done-turn-on-all = La pubblicità di { $sender } è attivata
confirm-done-open-preferences = Le sue preferenze sono aperte
confirm-done-undo = L’iscrizione è ripristinata
confirm-done = Può cambiare questa scelta in qualsiasi momento.
confirm-ask-request-access = Chiedere una copia dei suoi dati?
confirm-ask-request-correction = Chiedere la rettifica dei suoi dati?
confirm-ask-request-deletion = Chiedere la cancellazione dei suoi dati?
confirm-lead-request = { $sender } se ne occuperà e le risponderà.
confirm-button-request = Conferma
confirm-done-request = La sua richiesta è confermata
confirm-done-next-request = Una persona di { $sender } se ne occupa e le risponderà.
confirm-used-heading = Questo link è già stato usato
confirm-used = Ognuno di questi link funziona una volta sola. Ciò che doveva fare è stato fatto allora; adesso non è stato modificato nulla.
confirm-expired-heading = Questo link è troppo vecchio
confirm-expired = Questi link funzionano per 7 giorni. Non è stato modificato nulla.
confirm-resend-button = Inviatemi un nuovo link
confirm-new-link = Richiedi un nuovo link

## Una copia dei propri dati

copy-title = La copia dei suoi dati
copy-lead = Questo è ciò che { $sender } conserva su { $address }, alla data { $date }.
copy-keep = La conservi ora: il link la apre per un’ora.
copy-take-page = Prendila come pagina
copy-take-json = Prendila come file per programmi (JSON)
copy-redacted = Ciò che riguarda altre persone è stato tolto; al suo posto compare [redacted].
copy-own = Le sue scelte e le sue richieste
copy-own-purpose = Questi dati sono conservati perché le sue scelte valgano, per risponderle e per poter provare entrambe le cose. Provengono dai suoi link, dalle pagine e dalle e-mail, e dai programmi del mittente. Dopo una cancellazione resta solo una traccia cifrata del suo indirizzo, che impedisce di scriverle.
copy-history = Che cosa è cambiato e come
copy-more = Ogni elenco mostra qui solo le righe più recenti. Il file JSON le contiene tutte.
copy-cases = Che cosa ha chiesto
copy-mails = Le sue e-mail conservate
copy-imports = Elenchi importati con il suo indirizzo
copy-none = Non è registrato nulla.
copy-nothing = Lì non è conservato nulla su di lei.
copy-data = Quali dati
copy-purpose = A quale scopo
copy-retention = Per quanto tempo
copy-source = Da dove
copy-unstated = Non indicato.
copy-receivers = Chi riceve dati
copy-receivers-none = I dati non sono comunicati a nessuno.
copy-rights = I suoi diritti
copy-rights-list = Può far correggere o cancellare i suoi dati, farne limitare l’uso, riceverli in un formato per programmi, opporsi al loro uso e revocare un consenso in qualsiasi momento.
copy-complain = Non è soddisfatto? Scriva prima a { $sender }. Può anche presentare reclamo a un’autorità per la protezione dei dati, dove vive o lavora, e rivolgersi al giudice.
copy-on = Attivato
copy-all = Tutte le e-mail promozionali di { $sender }
copy-everywhere = E-mail promozionali di tutti i mittenti del gruppo
copy-kind-access = Una copia dei dati
copy-kind-correction = Una correzione
copy-kind-deletion = Una cancellazione
copy-kind-sharing_opt_out = Nessuna comunicazione dei dati
copy-kind-complaint = Un reclamo
copy-kind-redirect = Destinato a qualcun altro
copy-kind-question = Una domanda
copy-kind-unclear = Non ancora compreso
copy-door-heading = Aprire la copia dei suoi dati?
copy-door = Mostra ciò che { $sender } conserva su { $address }. La apra dove nessuno guarda lo schermo.
copy-door-button = Apri la copia
copy-door-once = Da quel momento il link la apre per un’ora.
copy-used = La copia è già stata aperta. Dopo un’ora il link non la apre più.
copy-again = Per avere un nuovo link scriva a { $sender } e indichi il riferimento.
copy-gone-heading = La copia non è più qui
mail-copy-subject = La copia dei suoi dati da { $sender }
mail-copy = La copia dei dati che { $sender } conserva su { $address } è pronta.
mail-copy-link = La apra in questa pagina:
mail-copy-once = Apre la copia una sola volta, per un’ora. Non lo inoltri: chi lo possiede può aprire la copia.

## Errori

error-unknown-link-heading = Questo link non funziona
error-unknown-link = Forse ne manca una parte. Riprovi con il link nell’e-mail oppure annulli l’iscrizione con il suo indirizzo.
error-not-found-heading = Qui non c’è nulla
error-not-found = Forse l’indirizzo della pagina contiene un errore di battitura.
error-malformed-heading = Invio illeggibile
error-malformed = Il modulo è arrivato danneggiato. Non è stato modificato nulla. Torni indietro e riprovi.
error-method-not-allowed-heading = Qui non funziona
error-method-not-allowed = La pagina è stata chiamata in un modo che non conosce. Non è stato modificato nulla.
error-too-large-heading = Era troppo
error-too-large = È stato inviato più di quanto questa pagina possa accettare. Non è stato modificato nulla.
error-too-many-heading = Troppe richieste
error-too-many = Non è stato modificato nulla. Attenda un momento e riprovi.
error-unavailable-heading = La sua richiesta non è stata salvata
error-unavailable = Non è stato modificato nulla. L’errore è nostro, non suo. Riprovi.
error-internal-heading = Qualcosa è andato storto
error-internal = L’errore è nostro, non suo. Se voleva annullare un’iscrizione, riprovi.
error-retry = { $seconds ->
        [one] Dovrebbe funzionare tra circa { DIGITS($seconds) } secondo.
       *[other] Dovrebbe funzionare tra circa { DIGITS($seconds) } secondi.
    }
error-retry-button = Riprova
error-way-out = Annulla l’iscrizione con il suo indirizzo

## Tracciamento

tracking-title = Tracciamento sul web
tracking-heading = Disattivare il tracciamento sul web?
tracking-open = { $sender } può seguire la sua attività sulle proprie pagine. Qui può disattivarlo.
tracking-button = Disattiva il tracciamento
tracking-stopped-heading = Il tracciamento è disattivato
tracking-stopped = { $sender } non segue la sua attività sulle proprie pagine.
tracking-allowed-heading = Il tracciamento è consentito
tracking-cookie = Questa scelta è conservata in un cookie di questo browser. Se lo elimina, torni su questa pagina.

## E-mail

mail-expires = Il link funziona fino al giorno { $date }.
mail-confirm-subject = Attivare “{ $topic }”?
mail-confirm-subject-all = Attivare la pubblicità di { $sender }?
mail-confirm = Qualcuno, probabilmente lei, ha chiesto che { $sender } invii “{ $topic }” a { $address }. Avverrà non appena lo conferma.
mail-confirm-all = Qualcuno, probabilmente lei, ha chiesto che { $sender } torni a inviare pubblicità a { $address }. Avverrà non appena lo conferma.
mail-confirm-link = Per confermare, apra questa pagina:
mail-confirm-ignore = Se la richiesta non è sua, non faccia nulla. Non accadrà nulla.
mail-link-subject = Le sue preferenze per le e-mail di { $sender }
mail-link = Ecco il link alle sue preferenze per le e-mail di { $sender } a { $address }. Qualcuno, probabilmente lei, lo ha richiesto sulla nostra pagina.
mail-link-ignore = Se la richiesta non è sua, non faccia nulla. Non è stato modificato nulla. Per favore, non dia il link a nessuno.
mail-stopped-subject = La pubblicità di { $sender } è disattivata
mail-stopped = Abbiamo disattivato la pubblicità di { $sender } a { $address }.
mail-stopped-restore = Non lo ha chiesto lei? Può riattivarla qui:
mail-stopped-restore-link = Riattiva
mail-answer-subject = Il suo messaggio a { $sender }
mail-answer-received = Abbiamo ricevuto il suo messaggio.
mail-answer-stopped-topics = Abbiamo disattivato queste e-mail di { $sender } a { $address }: { $topics }.
mail-answer-paused = La pubblicità di { $sender } a { $address } è in pausa fino al giorno { $date }.
mail-answer-sharing = Abbiamo annotato che i dati relativi a { $address } non devono essere comunicati a terzi.
mail-answer-asked-resubscribe = Abbiamo capito che desidera ricevere di nuovo la pubblicità.
mail-answer-asked-access = Abbiamo capito che desidera una copia dei dati conservati su di lei.
mail-answer-asked-correction = Abbiamo capito che un dato su di lei deve essere rettificato.
mail-answer-asked-deletion = Abbiamo capito che i dati su di lei devono essere cancellati.
mail-answer-asked-complaint = Abbiamo capito che qualcosa è andato storto.
mail-answer-asked-redirect = Abbiamo capito che il suo messaggio è destinato a uno dei nostri clienti.
mail-answer-asked-question = Abbiamo capito che ha una domanda.
mail-answer-confirm = Con un’altra e-mail le chiediamo di confermarlo, perché nessun altro possa farlo al posto suo.
mail-answer-person = Una persona se ne occupa e le risponderà entro il giorno { $date } (UTC).
mail-answer-wrong = Abbiamo capito male? Ci scriva di nuovo.
mail-answer-reference = Riferimento: { $reference }
mail-request-subject = Confermi la sua richiesta a { $sender }
mail-request-access = Qualcuno, probabilmente lei, ha chiesto a { $sender } una copia dei dati relativi a { $address }. Sarà preparata non appena lo conferma.
mail-request-correction = Qualcuno, probabilmente lei, ha chiesto a { $sender } di rettificare i dati relativi a { $address }. Avverrà non appena lo conferma.
mail-request-deletion = Qualcuno, probabilmente lei, ha chiesto a { $sender } di cancellare i dati relativi a { $address }. Avverrà non appena lo conferma.
mail-agent-subject = Esito delle e-mail che ha inoltrato
mail-agent-lead = Ecco l’esito delle e-mail che ha inoltrato:
mail-agent-acted = { $address }: fatto come richiesto.
mail-agent-partly = { $address }: gli invii sono fermati; il resto attende una persona, in coda.
mail-agent-asked = { $address }: un’e-mail chiede una conferma.
mail-agent-review = { $address }: deve decidere una persona; è in coda.
mail-agent-unknown = Non è chiaro di chi si tratti: deve decidere una persona; è in coda.
mail-agent-nothing = { $address }: non c’era nulla da modificare.
