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

## La pagina di una richiesta

case-title = La sua richiesta
case-heading = La sua richiesta a { $sender }
case-kind-access = Una copia dei suoi dati
case-kind-correction = La rettifica dei suoi dati
case-kind-deletion = La cancellazione dei suoi dati
case-kind-sharing-opt-out = Nessuna comunicazione dei suoi dati a terzi
case-kind-complaint = Un reclamo
case-kind-redirect = Un messaggio per un’altra azienda
case-kind-question = Una domanda
case-kind-unclear = Un messaggio che una persona deve leggere
case-state-with-us = Una persona se ne occupa
case-state-with-others = Attendiamo altri che hanno i suoi dati
case-state-with-you-to-confirm = In attesa della sua conferma
case-state-with-you = In attesa della sua risposta
case-state-done = Fatto
case-state-refused = Respinta
case-state-withdrawn = Ritirata da lei
case-state-again = Chiesta una seconda volta
case-state-redirected = Destinata a un’altra azienda
case-state-closed = Chiusa
case-state-unconfirmed = Non confermata
case-state-erased = I dati sono stati cancellati
case-late = Avrebbe già dovuto ricevere una risposta. Ci dispiace. Se non riceve presto notizie, scriva a { $sender }.
case-next-no-date = Una persona di { $sender } se ne occupa e le risponderà.
case-next-with-us = Una persona di { $sender } se ne occupa e le risponderà entro il giorno { $date }.
case-next-with-others = { $sender } ha avvisato chi ha i suoi dati e ne attende la risposta. Avrà una risposta entro il giorno { $date }.
case-next-with-you-to-confirm = Le abbiamo inviato un link. Lo apra e confermi, perché nessun altro possa chiederlo al posto suo. Fino ad allora nulla viene mostrato, modificato o cancellato.
case-next-with-you = { $sender } le ha chiesto qualcosa per e-mail. Risponda, poi si prosegue.
case-next-done-access = Ha ricevuto una copia dei suoi dati.
case-next-done-correction = Quanto era registrato su di lei è stato rettificato.
case-next-done-deletion = I suoi dati sono stati cancellati. Resta solo un segno che impedisce di inviarle pubblicità.
case-next-done-sharing-opt-out = I suoi dati non vengono più comunicati a terzi, e chi li aveva è stato avvisato.
case-next-done-other = Ha ricevuto una risposta.
case-next-refused = { $sender } non ha fatto ciò che chiedeva.
case-next-withdrawn = Non succede altro. Può chiederlo di nuovo in qualsiasi momento.
case-next-again = Aveva già chiesto la stessa cosa. Quella richiesta prosegue, e vale la sua data.
case-next-redirected = Riguarda un’altra azienda. Le abbiamo detto a chi rivolgersi.
case-next-closed = { $sender } non vi ha trovato nulla da fare. Se è un errore, ci scriva.
case-next-unconfirmed = Nessuno ha confermato in tempo, quindi nulla è stato mostrato, modificato o cancellato. Può chiederlo di nuovo in qualsiasi momento.
case-next-erased = Tutti i dati su di lei sono stati cancellati. Di questa richiesta resta solo che cosa fu chiesto e quando.
case-first = Vedere la prima richiesta
case-reason-not-identified = Non si è potuto dimostrare che la richiesta fosse sua.
case-reason-legal-obligation = La legge ci obbliga a conservare i dati.
case-reason-legal-claim = I dati servono a far valere un diritto.
case-reason-excessive = La richiesta era infondata o ripetuta troppo spesso.
case-reason-nothing-held = Non abbiamo dati su di lei.
case-reason-rights-of-others = Ne soffrirebbero i diritti di altre persone.
case-reason-already-right = Quanto è registrato è corretto.
case-complain = Se non è d’accordo, lo dica a { $sender }. Può anche rivolgersi a un’autorità per la protezione dei dati, per esempio quella del luogo in cui vive, e al giudice.
case-received = Ricevuta il
case-confirmed = Confermata il
case-due = Risposta entro il
case-answered = Risposta del
case-policy = Informativa sulla privacy
case-reference = Riferimento
case-zone = Tutti i giorni sono quelli del fuso orario { $zone }.
case-withdraw-heading = Ha cambiato idea?
case-withdraw-hint = Può ritirare la richiesta. Allora nessuno se ne occuperà più. La pubblicità disattivata resta tale.
case-withdraw-button = Ritirare la richiesta
case-status-withdrawn = Fatto. Ha ritirato la richiesta.
case-status-too-late = Nulla è stato modificato: questa richiesta non si può più ritirare.

## Richieste e cronologia, nella pagina di un link inviato

own-requests = Le sue richieste
own-no-requests = Finora non ha chiesto nulla.
own-look = Vedere
own-look-named = Vedere: { $what }, { $date }
own-received = Ricevuta il { $date }
own-received-due = Ricevuta il { $date }, risposta entro il { $due }
own-ask = Chiedere qualcosa
own-ask-hint = Prima di mostrare, modificare o cancellare qualcosa, inviamo ancora una volta un link a { $address } e lei conferma lì.
own-ask-access = Chiedere una copia dei suoi dati
own-ask-correction = Far rettificare qualcosa su di lei
own-ask-deletion = Far cancellare i suoi dati
own-ask-complaint = Presentare un reclamo
own-correction-text = Che cosa è sbagliato, e che cosa è giusto?
own-correction-address = Nuovo indirizzo e-mail, se è cambiato
own-correction-button = Chiedere la rettifica
own-deletion-hint = { $sender } cancella allora ciò che conserva su di lei. Resta solo un segno che impedisce di inviarle pubblicità. Non si può annullare.
own-deletion-button = Chiedere la cancellazione
own-complaint-text = Che cosa deve sapere { $sender }?
own-complaint-button = Inviare il reclamo
own-fault-empty = Scriva di che cosa si tratta.
own-fault-long = È troppo lungo. Usi al massimo { DIGITS($count) } caratteri.
own-fault-hidden = Contiene caratteri che nessuno può vedere. Lo scriva di nuovo senza.
own-history = Che cosa è stato modificato
own-history-hint = Una ricevuta prova una modifica, a chiunque e senza di noi. La conservi se può servirle.
own-no-changes = Finora nulla è stato modificato.
own-earlier = Modifiche precedenti
own-more = Ci sono modifiche più vecchie. Una copia dei suoi dati le contiene tutte.
own-receipt = Scaricare la ricevuta
own-receipt-named = Scaricare la ricevuta: { $date }
own-needs-link = Con quel link vede anche le sue richieste e che cosa è stato modificato, e può chiedere una copia, una rettifica o una cancellazione, o presentare un reclamo.
status-asked-confirm = Quasi fatto. Abbiamo inviato un link a { $address }: lo apra e confermi la richiesta.
status-asked-person = La sua richiesta è arrivata. Una persona le risponderà entro il giorno { $date }.
status-asked-again = Lo aveva già chiesto. Quella richiesta prosegue.
status-not-asked = Nulla è ancora stato inviato. Guardi il campo segnato più in basso.
status-ask-by-mail = Nulla è stato modificato. Per questo si faccia inviare il link, più in basso.
change-stopped = Disattivato: { $what }
change-turned-on = Attivato: { $what }
change-paused = In pausa: { $what }
change-resumed = Pausa terminata
change-taken-back = Modifica ritirata: { $what }
change-complained = Segnalato come indesiderato al fornitore di posta
change-undeliverable = Un’e-mail non si è potuta consegnare
change-other = Modificato: { $what }
change-asked = Chiesto: { $what }
change-confirmed = Confermato: { $what }
change-ended = Richiesta conclusa: { $what }
change-link = Le è stato inviato un link
change-corrected = Indirizzo rettificato
change-erased = Dati cancellati
scope-all = tutta la pubblicità
scope-everywhere = la pubblicità di tutti i marchi
way-one-click = con il pulsante del suo programma di posta
way-page = su una pagina
way-confirmation = con un link inviato
way-mail = per e-mail
way-staff = tramite il mittente
way-system = in automatico

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

## E-mail sulle richieste: promemoria, domande, ultime risposte

mail-request-reminder = La richiesta non è ancora confermata. Senza conferma la chiuderemo il giorno { $date }.
mail-request-yes = Oppure risponda a questa e-mail con una sola parola: sì.
mail-case-subject = La sua richiesta a { $sender }
mail-case-asked-access = Il giorno { $date } { $sender } ha ricevuto una richiesta di copia dei dati relativi a { $address }.
mail-case-asked-correction = Il giorno { $date } { $sender } ha ricevuto una richiesta di rettifica dei dati relativi a { $address }.
mail-case-asked-deletion = Il giorno { $date } { $sender } ha ricevuto una richiesta di cancellazione dei dati relativi a { $address }.
mail-case-asked-sharing_opt_out = Il giorno { $date } { $sender } ha ricevuto la richiesta di non comunicare a terzi i dati relativi a { $address }.
mail-case-asked-complaint = Il giorno { $date } { $sender } ha ricevuto il suo reclamo.
mail-case-asked-redirect = Il giorno { $date } { $sender } ha ricevuto da { $address } un messaggio destinato a uno dei nostri clienti.
mail-case-asked-question = Il giorno { $date } { $sender } ha ricevuto la sua domanda.
mail-case-done-access = Fatto: la copia le è stata consegnata.
mail-case-done-correction = Fatto: ciò che era inesatto è stato rettificato.
mail-case-done-deletion = Fatto: i dati sono stati cancellati. Restano solo un’impronta dell’indirizzo (un codice calcolato a partire da esso), perché non vi arrivi più pubblicità, e le date in cui questa richiesta è arrivata e ha avuto risposta.
mail-case-done-sharing_opt_out = Fatto: i dati non vengono più comunicati a terzi.
mail-case-done-complaint = Abbiamo esaminato la questione.
mail-case-done-redirect = La questione è risolta.
mail-case-done-question = Abbiamo risposto.
mail-case-parties = Ci è stato confermato che è stato fatto anche da: { $parties }.
mail-case-refused = Non lo abbiamo fatto. Il motivo:
mail-case-reason-not_identified = non abbiamo potuto accertare che lei sia la persona interessata.
mail-case-reason-legal_obligation = la legge ci obbliga a conservare i dati.
mail-case-reason-legal_claim = i dati servono per accertare, esercitare o difendere un diritto in sede giudiziaria.
mail-case-reason-excessive = la richiesta è manifestamente infondata o eccessiva.
mail-case-reason-nothing_held = non conserviamo dati su di lei.
mail-case-reason-rights_of_others = ciò lederebbe i diritti altrui.
mail-case-reason-already_right = i dati registrati sono esatti così come sono.
mail-case-redirected = I dati non sono nostri: li conserviamo solo per conto di { $controller }, a cui spetta in via esclusiva decidere al riguardo. Rivolga lì la sua richiesta, per favore.
mail-case-redirected-ask = Può rivolgersi qui:
mail-case-words = Con parole nostre:
mail-case-withdrawn = Come desiderava, non proseguiamo. Non è stato rivelato né modificato nulla.
mail-case-closed = Nessuno ha confermato in tempo, perciò abbiamo chiuso la richiesta. Non è stato rivelato né modificato nulla.
mail-case-closed-back = Lo desidera ancora? Lo confermi qui e proseguiremo:
mail-case-again = Non è come si aspettava? Risponda a questa e-mail e una persona riesaminerà la questione.
mail-case-authority = Può anche proporre reclamo all’autorità per la protezione dei dati del luogo in cui vive oppure rivolgersi al giudice.
mail-case-bodies = Organismi indipendenti che esaminano i reclami su di noi:
mail-case-status = Qui può vedere a che punto è:
mail-case-status-link = Vedi a che punto è
mail-case-extended = Ci serve più tempo: risponderemo entro il giorno { $date } (UTC).
mail-case-extended-complexity = Il motivo: è complesso.
mail-case-extended-number = Il motivo: le sue richieste sono numerose.
mail-case-question-subject = { $sender } ha una domanda sulla sua richiesta
mail-case-question-identity = Per proseguire dobbiamo accertare che lei sia la persona interessata.
mail-case-question-clarification = Per proseguire dobbiamo sapere con più precisione che cosa intende.
mail-case-question-reply = Risponda a questa e-mail, per favore. Non appena arriva la sua risposta, proseguiremo.
