# Español. De usted; «darse de baja», «desactivar», «activar», «pausa»; sin intentar convencer.

## El idioma

language-name = Español
digits = 0123456789
date = { DIGITS($day) } de { $month ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    } de { DIGITS($year) }
list-more = { $first }, { $second }
list-last = { $first } y { $second }

## En todas las páginas

skip = Ir al contenido
test-link = Este es un enlace de prueba. Haga lo que haga aquí, no cambia nada para nadie.
gpc-honoured = Solicitud de exclusión respetada: su navegador envía la señal Global Privacy Control y la cumplimos.
footer-support = ¿Alguna pregunta? Escriba a
footer-policy = Política de privacidad, última actualización: { $date }
footer-language = Idioma:
footer-languages = Idiomas
fact-from = De
fact-formerly = (antes { $names })
fact-to = Para
fact-for = Para
on-its-way = Es posible que aún le llegue un correo que ya estaba en camino.
goes-on = Seguirá recibiendo lo que no es publicidad: { $topics }.
stop-all = Dejar de recibir toda la publicidad de { $sender }
stop-button = Desactivar
stop-named = Desactivar: { $name }
turn-on-button = Activar
turn-on-named = Activar: { $name }
allow-button = Permitir
allow-named = Permitir: { $name }
undo-button = Deshacer
to-preferences = Ver todas sus preferencias
to-preferences-or-pause = Hacer una pausa o elegir temas

## Darse de baja

unsubscribe-title = Darse de baja
unsubscribe-heading = ¿Desea darse de baja de «{ $topic }»?
unsubscribe-button = Darme de baja
unsubscribe-stopped-title = Se ha dado de baja
unsubscribe-stopped-topic = { $sender } ya no le envía «{ $topic }».
unsubscribe-stopped-all = { $sender } ya no le envía publicidad.

## Hecho

done-stopped-heading = Listo
done-stopped = { $sender } no volverá a enviarle «{ $topic }».
done-stopped-all-heading = Listo: no recibirá más publicidad
done-stopped-all = { $sender } no volverá a enviarle publicidad.
done-paused-heading = En pausa
done-paused = { $sender } no le enviará publicidad antes del { $date }.
done-undone-heading = Deshecho
done-undone = Su baja queda sin efecto. Sus demás preferencias siguen como estaban.
done-undo-too-late-heading = Para esto hace falta un correo
done-undo-too-late = Ya no es posible deshacerlo directamente aquí. Para que nadie más pueda hacerlo en su lugar, enviamos un enlace a { $address }.
done-confirm-button = Enviarme el enlace
done-confirm-mail-sent-heading = Revise su correo
done-confirm-mail-sent = Hay un enlace en camino a { $address }. Mientras no lo abra, no cambiará nada.
done-reason-thanked-heading = Gracias
done-reason-thanked = Hemos anotado su respuesta. { $sender } no le escribirá por este motivo.
reason-heading = ¿Quiere decirnos por qué?
reason-free = No tiene que responder. Su decisión es válida en cualquier caso.
reason-too-many = Demasiados correos
reason-not-relevant = No me interesa
reason-never-asked = Nunca lo pedí
reason-no-longer-needed = Ya no lo necesito
reason-other = Otro motivo

## Preferencias

preferences-title = Sus preferencias
preferences-heading = Sus correos de { $sender }
preferences-topics = Temas
preferences-all-stopped = Toda la publicidad de { $sender } está desactivada.
preferences-paused = La publicidad está en pausa hasta el { $date }.
state-receiving = Lo recibe
state-stopped = Desactivado
state-paused = En pausa
state-not-subscribed = No lo recibe
turn-on-all = Activar la publicidad de { $sender }
stop-everywhere = Dejar de recibir también la publicidad de { $senders }
everywhere-stopped = La publicidad de { $senders } también está desactivada.
pause-heading = Hacer una pausa
pause-hint = Sin publicidad durante un tiempo. Después vuelve por sí sola.
pause-days = { $days ->
        [one] { DIGITS($days) } día
       *[other] { DIGITS($days) } días
    }
resume-button = Terminar la pausa ahora
data-heading = Sus datos
sharing-name = Cesión de datos a terceros
sharing-hint = Indica si { $sender } puede ceder sus datos personales a otras empresas para fines propios de estas.
tracking-name = Seguimiento
tracking-hint = Indica si { $sender } puede seguir lo que usted hace en la web.
again-heading = Volver a activar algo
again-hint = Para ello hace falta un enlace, que enviamos a { $address } para que nadie más pueda hacerlo en su lugar.
again-button = Enviarme el enlace
stays-heading = Lo que seguirá recibiendo
stays-hint = No es publicidad: forma parte de su relación con el remitente.
status-stopped = Listo. Ya no recibirá «{ $topic }».
status-stopped-all = Listo. Toda la publicidad está desactivada.
status-stopped-everywhere = Listo. La publicidad de todos estos remitentes está desactivada.
status-paused = Listo. La publicidad está en pausa hasta el { $date }.
status-resumed = Listo. La pausa ha terminado.
status-turned-on = Listo. Recibirá «{ $topic }».
status-turned-on-all = Listo. La publicidad está activada.
status-sharing-stopped = Listo. Sus datos ya no se ceden a terceros.
status-sharing-allowed = Listo. Sus datos pueden volver a cederse a terceros.
status-tracking-stopped = Listo. El seguimiento está desactivado.
status-tracking-allowed = Listo. El seguimiento vuelve a estar permitido.
status-link-sent = Hay un enlace en camino a { $address }.
status-undone = Deshecho. Sus demás preferencias siguen como estaban.
status-undo-too-late = Ya no es posible deshacerlo directamente aquí. Solicite más abajo que le enviemos el enlace.
status-needs-link = No se ha cambiado nada. Para activar algo, solicite más abajo que le enviemos el enlace.
status-unchanged = Ya estaba así. No se ha cambiado nada.

## Correo perdido

lost-heading = ¿Ya no tiene el correo?
lost-error-title = Error: revise su dirección
lost-lead = Nos basta con su dirección de correo.
lost-sender-label = ¿Correos de qué remitente?
lost-address-label = Su dirección de correo electrónico
lost-malformed = Esta dirección de correo no está completa. Debería parecerse a nombre@example.org.
lost-stop-button = Dejar de recibir toda la publicidad
lost-link-button = Enviarme un enlace a todas mis preferencias
lost-hint = Usamos la dirección solo para esto. Las facturas, los avisos de seguridad y similares se siguen enviando.
lost-stopped-heading = Publicidad desactivada
lost-stopped = { $sender } no enviará más publicidad a esta dirección.
lost-notice = Enviamos un único aviso a la dirección, con el que se puede deshacer este cambio.
lost-link-sent-heading = Revise el buzón
lost-link-sent = Si esta dirección puede recibir correo, hay un enlace en camino.
lost-limited-heading = Demasiados intentos
lost-limited = Esta vez no se ha hecho nada. Espere unos minutos y vuelva a intentarlo.
lost-another = Introducir otra dirección

## Confirmar

confirm-ask-turn-on = ¿Activar «{ $topic }»?
confirm-ask-turn-on-all = ¿Activar la publicidad de { $sender }?
confirm-ask-open-preferences = ¿Abrir todas sus preferencias?
confirm-ask-undo = ¿Anular la baja?
confirm-lead-turn-on = Entonces { $sender } se lo enviará. Podrá desactivarlo de nuevo en cualquier momento.
confirm-lead-turn-on-all = Entonces { $sender } volverá a escribirle. Podrá desactivarlo en cualquier momento.
confirm-lead-open-preferences = Entonces podrá activar y desactivar los correos de { $sender }, tema por tema.
confirm-lead-undo = Todo volverá a estar como antes, y { $sender } podrá escribirle de nuevo.
confirm-button-turn-on = Activar
confirm-button-turn-on-all = Activar
confirm-button-open-preferences = Abrir
confirm-button-undo = Anular la baja
confirm-ignore = Si no lo ha solicitado usted, cierre la página. No ocurrirá nada.
confirm-done-turn-on = «{ $topic }» está activado
confirm-done-turn-on-all = La publicidad de { $sender } está activada
confirm-done-open-preferences = Sus preferencias están abiertas
confirm-done-undo = La baja se ha anulado
confirm-done = Puede cambiarlo en cualquier momento.
confirm-ask-request-access = ¿Solicitar una copia de sus datos?
confirm-ask-request-correction = ¿Solicitar la rectificación de sus datos?
confirm-ask-request-deletion = ¿Solicitar la supresión de sus datos?
confirm-lead-request = Entonces { $sender } se ocupará de ello y le responderá.
confirm-button-request = Confirmar
confirm-done-request = Su solicitud está confirmada
confirm-done-next-request = Una persona de { $sender } se ocupa de ello y le responderá.
confirm-used-heading = Este enlace ya se ha utilizado
confirm-used = Cada uno de estos enlaces funciona una sola vez. Lo que debía hacer se hizo entonces; ahora no se ha cambiado nada.
confirm-expired-heading = Este enlace es demasiado antiguo
confirm-expired = Estos enlaces funcionan durante 7 días. No se ha cambiado nada.
confirm-resend-button = Enviarme un enlace nuevo
confirm-new-link = Solicitar un enlace nuevo

## Una copia de los datos propios

copy-title = La copia de sus datos
copy-lead = Esto es lo que { $sender } conserva sobre { $address }, a fecha de { $date }.
copy-keep = Guárdela ahora: el enlace la abre durante una hora.
copy-take-page = Llevársela como página
copy-take-json = Llevársela como archivo para programas (JSON)
copy-redacted = Lo que se refiere a otras personas se ha retirado y en su lugar figura [redacted].
copy-own = Sus elecciones y solicitudes
copy-own-purpose = Esto se conserva para respetar sus elecciones, para responderle y para poder probar ambas cosas. Procede de sus enlaces, páginas y correos, y de los programas del remitente. Tras una supresión solo queda un rastro cifrado de su dirección, que impide que se le escriba.
copy-history = Qué cambió y cómo
copy-more = Cada lista muestra aquí solo sus líneas más recientes. El archivo JSON las contiene todas.
copy-cases = Lo que ha solicitado
copy-mails = Sus correos que se conservan
copy-imports = Listas importadas que contenían su dirección
copy-none = No hay nada registrado.
copy-nothing = Allí no se conserva nada sobre usted.
copy-data = Qué datos
copy-purpose = Para qué
copy-retention = Cuánto tiempo
copy-source = De dónde
copy-unstated = No consta.
copy-receivers = Quién recibe datos
copy-receivers-none = Los datos no se ceden a nadie.
copy-rights = Sus derechos
copy-rights-list = Puede pedir que sus datos se corrijan o supriman, que se limite su uso, recibirlos en un formato para programas, oponerse a su uso y retirar un consentimiento en cualquier momento.
copy-complain = ¿No está conforme? Escriba primero a { $sender }. También puede reclamar ante una autoridad de protección de datos, donde vive o trabaja, y acudir a los tribunales.
copy-on = Activado
copy-all = Todos los correos publicitarios de { $sender }
copy-everywhere = Correos publicitarios de todos los remitentes del grupo
copy-kind-access = Una copia de los datos
copy-kind-correction = Una corrección
copy-kind-deletion = Una supresión
copy-kind-sharing_opt_out = Sin cesión de datos
copy-kind-complaint = Una reclamación
copy-kind-redirect = Dirigido a otra persona
copy-kind-question = Una pregunta
copy-kind-unclear = Aún no comprendido
copy-door-heading = ¿Abrir la copia de sus datos?
copy-door = Muestra lo que { $sender } conserva sobre { $address }. Ábrala donde nadie mire por encima de su hombro.
copy-door-button = Abrir la copia
copy-door-once = Desde ese momento el enlace la abre durante una hora.
copy-used = La copia ya se abrió. Pasada una hora, el enlace ya no la abre.
copy-again = Para obtener un enlace nuevo, escriba a { $sender } e indique la referencia.
copy-gone-heading = La copia ya no está aquí
mail-copy-subject = La copia de sus datos de { $sender }
mail-copy = La copia de los datos que { $sender } conserva sobre { $address } está lista.
mail-copy-link = Ábrala en esta página:
mail-copy-once = Abre la copia una sola vez, durante una hora. No lo comparta: quien lo tenga puede abrir la copia.

## La página de una solicitud

case-title = Su solicitud
case-heading = Su solicitud a { $sender }
case-kind-access = Una copia de sus datos
case-kind-correction = La rectificación de sus datos
case-kind-deletion = La supresión de sus datos
case-kind-sharing-opt-out = Que no se cedan sus datos
case-kind-complaint = Una reclamación
case-kind-redirect = Un mensaje para otra empresa
case-kind-question = Una pregunta
case-kind-unclear = Un mensaje que debe leer una persona
case-state-with-us = Una persona se ocupa de ello
case-state-with-others = Esperamos a otros que tienen datos suyos
case-state-with-you-to-confirm = A la espera de su confirmación
case-state-with-you = A la espera de su respuesta
case-state-done = Hecho
case-state-refused = Denegada
case-state-withdrawn = Retirada por usted
case-state-again = Solicitada por segunda vez
case-state-redirected = Destinada a otra empresa
case-state-closed = Cerrada
case-state-unconfirmed = Sin confirmar
case-state-erased = Los datos se suprimieron
case-late = Ya debería tener una respuesta. Lo sentimos. Si no recibe noticias pronto, escriba a { $sender }.
case-next-no-date = Una persona de { $sender } se ocupa de ello y le responderá.
case-next-with-us = Una persona de { $sender } se ocupa de ello y le responderá a más tardar el { $date }.
case-next-with-others = { $sender } ha avisado a quienes tienen datos suyos y los espera. Tendrá respuesta a más tardar el { $date }.
case-next-with-you-to-confirm = Le hemos enviado un enlace. Ábralo y confirme, para que nadie más pueda pedirlo en su lugar. Hasta entonces no se muestra, cambia ni suprime nada.
case-next-with-you = { $sender } le ha preguntado algo por correo. Responda, por favor, y continuará.
case-next-done-access = Recibió una copia de sus datos.
case-next-done-correction = Lo que constaba sobre usted se rectificó.
case-next-done-deletion = Sus datos se suprimieron. Solo queda una marca que impide enviarle publicidad.
case-next-done-sharing-opt-out = Sus datos ya no se ceden, y se avisó a quienes los tenían.
case-next-done-other = Recibió una respuesta.
case-next-refused = { $sender } no hizo lo que usted pidió.
case-next-withdrawn = No ocurre nada más. Puede volver a solicitarlo cuando quiera.
case-next-again = Ya había solicitado lo mismo. Aquella solicitud continúa, y cuenta su fecha.
case-next-redirected = Esto concierne a otra empresa. Le dijimos a quién dirigirse.
case-next-closed = { $sender } no encontró nada que hacer. Si es un error, escríbanos.
case-next-unconfirmed = Nadie lo confirmó a tiempo, así que no se mostró, cambió ni suprimió nada. Puede volver a solicitarlo cuando quiera.
case-next-erased = Se suprimieron todos los datos sobre usted. De esta solicitud solo queda qué se pidió y cuándo.
case-first = Ver la primera solicitud
case-reason-not-identified = No se pudo demostrar que la solicitud fuera suya.
case-reason-legal-obligation = La ley nos obliga a conservar los datos.
case-reason-legal-claim = Los datos son necesarios para una reclamación legal.
case-reason-excessive = La solicitud era infundada o se repitió demasiado.
case-reason-nothing-held = No tenemos datos sobre usted.
case-reason-rights-of-others = Se perjudicarían los derechos de otras personas.
case-reason-already-right = Lo que consta es correcto.
case-complain = Si no está de acuerdo, dígaselo a { $sender }. También puede reclamar ante una autoridad de protección de datos, como la del lugar donde vive, y acudir a los tribunales.
case-received = Recibida el
case-confirmed = Confirmada el
case-due = Respuesta hasta el
case-answered = Respondida el
case-policy = Política de privacidad
case-reference = Referencia
case-zone = Todos los días son los de la zona horaria { $zone }.
case-withdraw-heading = ¿Ha cambiado de idea?
case-withdraw-hint = Puede retirar la solicitud. Entonces nadie seguirá trabajando en ella. La publicidad desactivada sigue así.
case-withdraw-button = Retirar la solicitud
case-status-withdrawn = Hecho. Ha retirado la solicitud.
case-status-too-late = No se cambió nada: esta solicitud ya no se puede retirar.

## Solicitudes e historial, en la página de un enlace enviado

own-requests = Sus solicitudes
own-no-requests = Todavía no ha solicitado nada.
own-look = Ver
own-look-named = Ver: { $what }, { $date }
own-received = Recibida el { $date }
own-received-due = Recibida el { $date }, respuesta hasta el { $due }
own-ask = Solicitar algo
own-ask-hint = Antes de mostrar, cambiar o suprimir algo, enviamos otra vez un enlace a { $address } y usted lo confirma allí.
own-ask-access = Solicitar una copia de sus datos
own-ask-correction = Rectificar algo sobre usted
own-ask-deletion = Suprimir sus datos
own-ask-complaint = Presentar una reclamación
own-correction-text = ¿Qué está mal y qué es lo correcto?
own-correction-address = Nueva dirección de correo, si ha cambiado
own-correction-button = Solicitar la rectificación
own-deletion-hint = { $sender } suprimirá entonces lo que tiene sobre usted. Solo queda una marca que impide enviarle publicidad. No se puede deshacer.
own-deletion-button = Solicitar la supresión
own-complaint-text = ¿Qué debe saber { $sender }?
own-complaint-button = Enviar la reclamación
own-fault-empty = Escriba de qué se trata.
own-fault-long = Es demasiado largo. Use como máximo { DIGITS($count) } caracteres.
own-fault-hidden = Contiene caracteres que nadie puede ver. Escríbalo de nuevo sin ellos.
own-history = Lo que se cambió
own-history-hint = Un recibo prueba un cambio, ante cualquiera y sin nosotros. Guárdelo si puede necesitarlo.
own-no-changes = Todavía no se ha cambiado nada.
own-earlier = Cambios anteriores
own-more = Hay cambios más antiguos. Una copia de sus datos los contiene todos.
own-receipt = Descargar el recibo
own-receipt-named = Descargar el recibo: { $date }
own-needs-link = Con ese enlace también ve sus solicitudes y lo que se cambió, y puede solicitar una copia, una rectificación o una supresión, o reclamar.
status-asked-confirm = Casi listo. Hemos enviado un enlace a { $address }: ábralo y confirme su solicitud.
status-asked-person = Su solicitud ha llegado. Una persona le responderá a más tardar el { $date }.
status-asked-again = Ya lo había solicitado. Aquella solicitud continúa.
status-not-asked = Todavía no se ha enviado nada. Mire el campo marcado más abajo.
status-ask-by-mail = No se cambió nada. Para esto, pida el enlace por correo, más abajo.
change-stopped = Desactivado: { $what }
change-turned-on = Activado: { $what }
change-paused = En pausa: { $what }
change-resumed = Pausa terminada
change-taken-back = Cambio retirado: { $what }
change-complained = Notificado como no deseado al proveedor de correo
change-undeliverable = No se pudo entregar un correo
change-other = Cambiado: { $what }
change-asked = Solicitado: { $what }
change-confirmed = Confirmado: { $what }
change-ended = Solicitud terminada: { $what }
change-link = Se le envió un enlace
change-corrected = Dirección rectificada
change-erased = Datos suprimidos
scope-all = toda la publicidad
scope-everywhere = la publicidad de todas las marcas
way-one-click = con el botón de su programa de correo
way-page = en una página
way-confirmation = con un enlace enviado
way-mail = por correo
way-staff = a través del remitente
way-system = automáticamente

## Errores

error-unknown-link-heading = Este enlace no funciona
error-unknown-link = Puede que le falte una parte. Pruebe otra vez el enlace del correo o dese de baja con su dirección.
error-not-found-heading = Aquí no hay nada
error-not-found = Puede que la dirección de la página esté mal escrita.
error-malformed-heading = No se ha podido leer
error-malformed = El formulario ha llegado dañado. No se ha cambiado nada. Vuelva atrás e inténtelo de nuevo.
error-method-not-allowed-heading = Esto no funciona aquí
error-method-not-allowed = Se ha llamado a la página de una forma que no conoce. No se ha cambiado nada.
error-too-large-heading = Ha sido demasiado
error-too-large = Se ha enviado más de lo que esta página admite. No se ha cambiado nada.
error-too-many-heading = Demasiadas solicitudes
error-too-many = No se ha cambiado nada. Espere un momento e inténtelo de nuevo.
error-unavailable-heading = Su solicitud no se ha guardado
error-unavailable = No se ha cambiado nada. El fallo es nuestro, no suyo. Inténtelo de nuevo.
error-internal-heading = Algo ha salido mal
error-internal = El fallo es nuestro, no suyo. Si quería darse de baja, inténtelo de nuevo.
error-retry = { $seconds ->
        [one] Debería funcionar dentro de { DIGITS($seconds) } segundo, aproximadamente.
       *[other] Debería funcionar dentro de unos { DIGITS($seconds) } segundos.
    }
error-retry-button = Intentarlo de nuevo
error-way-out = Darse de baja con su dirección

## Seguimiento

tracking-title = Seguimiento en la web
tracking-heading = ¿Desactivar el seguimiento en la web?
tracking-open = { $sender } puede seguir lo que usted hace en sus páginas. Aquí puede desactivarlo.
tracking-button = Desactivar el seguimiento
tracking-stopped-heading = El seguimiento está desactivado
tracking-stopped = { $sender } no sigue lo que usted hace en sus páginas.
tracking-allowed-heading = El seguimiento está permitido
tracking-cookie = Esta elección se guarda en una cookie de este navegador. Si la borra, vuelva a esta página.

## Correos

mail-expires = El enlace funciona hasta el { $date }.
mail-confirm-subject = ¿Activar «{ $topic }»?
mail-confirm-subject-all = ¿Activar la publicidad de { $sender }?
mail-confirm = Alguien, probablemente usted, ha pedido que { $sender } envíe «{ $topic }» a { $address }. Así será en cuanto usted lo confirme.
mail-confirm-all = Alguien, probablemente usted, ha pedido que { $sender } vuelva a enviar publicidad a { $address }. Así será en cuanto usted lo confirme.
mail-confirm-link = Para confirmarlo, abra esta página:
mail-confirm-ignore = Si no ha sido usted, no haga nada. No ocurrirá nada.
mail-link-subject = Sus preferencias para los correos de { $sender }
mail-link = Este es el enlace a sus preferencias para los correos de { $sender } a { $address }. Alguien, probablemente usted, lo ha solicitado en nuestra página.
mail-link-ignore = Si no ha sido usted, no haga nada. No se ha cambiado nada. Por favor, no comparta el enlace con nadie.
mail-stopped-subject = La publicidad de { $sender } está desactivada
mail-stopped = Hemos desactivado la publicidad de { $sender } a { $address }.
mail-stopped-restore = ¿No ha sido usted? Puede reactivarla aquí:
mail-stopped-restore-link = Reactivar
mail-answer-subject = Su mensaje a { $sender }
mail-answer-received = Hemos recibido su mensaje.
mail-answer-stopped-topics = Hemos desactivado estos correos de { $sender } a { $address }: { $topics }.
mail-answer-paused = La publicidad de { $sender } a { $address } está en pausa hasta el { $date }.
mail-answer-sharing = Hemos anotado que los datos sobre { $address } no deben cederse a terceros.
mail-answer-asked-resubscribe = Hemos entendido que desea volver a recibir publicidad.
mail-answer-asked-access = Hemos entendido que desea una copia de los datos que se conservan sobre usted.
mail-answer-asked-correction = Hemos entendido que hay que rectificar algún dato sobre usted.
mail-answer-asked-deletion = Hemos entendido que deben suprimirse los datos sobre usted.
mail-answer-asked-complaint = Hemos entendido que algo ha ido mal.
mail-answer-asked-redirect = Hemos entendido que su mensaje va dirigido a uno de nuestros clientes.
mail-answer-asked-question = Hemos entendido que tiene una pregunta.
mail-answer-confirm = En otro correo le pedimos que lo confirme, para que nadie más pueda hacerlo en su lugar.
mail-answer-person = Una persona se ocupa de ello y le responderá a más tardar el { $date } (UTC).
mail-answer-wrong = ¿Lo hemos entendido mal? Escríbanos de nuevo.
mail-answer-reference = Referencia: { $reference }
mail-request-subject = Confirme lo que ha solicitado a { $sender }
mail-request-access = Alguien, probablemente usted, ha solicitado a { $sender } una copia de los datos sobre { $address }. Se preparará en cuanto usted lo confirme.
mail-request-correction = Alguien, probablemente usted, ha solicitado a { $sender } que rectifique los datos sobre { $address }. Se hará en cuanto usted lo confirme.
mail-request-deletion = Alguien, probablemente usted, ha solicitado a { $sender } que suprima los datos sobre { $address }. Se hará en cuanto usted lo confirme.
mail-agent-subject = Qué se ha hecho con los correos que reenvió
mail-agent-lead = Esto es lo que se ha hecho con los correos que reenvió:
mail-agent-acted = { $address }: hecho según lo solicitado.
mail-agent-partly = { $address }: el correo se ha detenido; lo demás espera a una persona en la cola.
mail-agent-asked = { $address }: se ha enviado un correo que pide confirmación.
mail-agent-review = { $address }: debe decidirlo una persona; está en la cola.
mail-agent-unknown = No está claro de quién se trata: debe decidirlo una persona; está en la cola.
mail-agent-nothing = { $address }: no había nada que cambiar.

## Correos sobre solicitudes: recordatorios, preguntas, últimas respuestas

mail-request-reminder = La solicitud aún no está confirmada. Si no se confirma, la cerraremos el { $date }.
mail-request-yes = O responda a este correo con una sola palabra: sí.
mail-case-subject = Su solicitud a { $sender }
mail-case-asked-access = El { $date }, { $sender } recibió una solicitud de copia de los datos sobre { $address }.
mail-case-asked-correction = El { $date }, { $sender } recibió una solicitud de rectificación de los datos sobre { $address }.
mail-case-asked-deletion = El { $date }, { $sender } recibió una solicitud de supresión de los datos sobre { $address }.
mail-case-asked-sharing_opt_out = El { $date }, { $sender } recibió la solicitud de no ceder a terceros los datos sobre { $address }.
mail-case-asked-complaint = El { $date }, { $sender } recibió su queja.
mail-case-asked-redirect = El { $date }, { $sender } recibió de { $address } un mensaje dirigido a uno de nuestros clientes.
mail-case-asked-question = El { $date }, { $sender } recibió su pregunta.
mail-case-done-access = Hecho: se le ha entregado la copia.
mail-case-done-correction = Hecho: se ha rectificado lo que era incorrecto.
mail-case-done-deletion = Hecho: los datos se han suprimido. Solo quedan una huella de la dirección (un código calculado a partir de ella), para que no se envíe más publicidad a esa dirección, y las fechas en que esta solicitud llegó y se respondió.
mail-case-done-sharing_opt_out = Hecho: ya no se ceden datos a terceros.
mail-case-done-complaint = Lo hemos examinado.
mail-case-done-redirect = El asunto está resuelto.
mail-case-done-question = La hemos respondido.
mail-case-parties = Nos han confirmado que también se ha hecho en: { $parties }.
mail-case-refused = No lo hemos hecho. El motivo:
mail-case-reason-not_identified = no hemos podido comprobar que usted sea la persona interesada.
mail-case-reason-legal_obligation = la ley nos obliga a conservar los datos.
mail-case-reason-legal_claim = los datos son necesarios para formular, ejercer o defender una reclamación legal.
mail-case-reason-excessive = la solicitud es manifiestamente infundada o excesiva.
mail-case-reason-nothing_held = no tenemos datos sobre usted.
mail-case-reason-rights_of_others = perjudicaría los derechos de otras personas.
mail-case-reason-already_right = los datos registrados son exactos.
mail-case-redirected = Los datos no son nuestros: los conservamos únicamente por cuenta de { $controller }, a quien corresponde en exclusiva decidir sobre ellos. Por favor, diríjale su solicitud.
mail-case-redirected-ask = Puede dirigirse aquí:
mail-case-words = En nuestras propias palabras:
mail-case-withdrawn = Tal como deseaba, no seguimos adelante. No se ha revelado ni cambiado nada.
mail-case-closed = Nadie confirmó la solicitud a tiempo, así que la hemos cerrado. No se ha revelado ni cambiado nada.
mail-case-closed-back = ¿Todavía lo desea? Confírmelo aquí y seguiremos adelante:
mail-case-again = ¿No está conforme? Responda a este correo y una persona volverá a examinarlo.
mail-case-authority = También puede presentar una reclamación ante la autoridad de protección de datos del lugar donde vive o acudir a los tribunales.
mail-case-bodies = Organismos independientes que atienden quejas sobre nosotros:
mail-case-status = Aquí puede ver en qué punto está:
mail-case-status-link = Ver en qué punto está
mail-case-extended = Necesitamos más tiempo: responderemos a más tardar el { $date } (UTC).
mail-case-extended-complexity = El motivo: es complejo.
mail-case-extended-number = El motivo: sus solicitudes son numerosas.
mail-case-question-subject = { $sender } tiene una pregunta sobre su solicitud
mail-case-question-identity = Para seguir adelante, debemos comprobar que usted es la persona interesada.
mail-case-question-clarification = Para seguir adelante, debemos saber con más precisión a qué se refiere.
mail-case-question-reply = Responda a este correo, por favor. En cuanto llegue su respuesta, seguiremos adelante.
