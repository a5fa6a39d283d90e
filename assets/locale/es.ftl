## Pages: what became of a login

page-connected-label = Conectado
page-connected-title = Todo listo
page-connected-lead = Tu dispositivo ya está conectado a { $service }.
page-connected-next = Puedes cerrar esta página. El resto ocurre en tu dispositivo.

page-finishing-label = Un momento
page-finishing-title = Terminando el inicio de sesión
page-finishing-lead = Tu dispositivo está recogiendo su acceso a { $service }.
page-finishing-next = Esta página se actualiza sola.

page-failed-label = No conectado
page-failed-next = Puedes cerrar esta página y empezar de nuevo en tu dispositivo.

page-denied-title = Se ha denegado el acceso
page-denied-lead = Has decidido que tu dispositivo no use { $service }. No se ha conectado nada.
page-issuer-title = Ha respondido el servidor equivocado
page-issuer-lead = La respuesta no venía de { $service }, así que no se ha usado.
page-expired-title = Este inicio de sesión ha tardado demasiado
page-expired-lead = Por tu seguridad, un inicio de sesión debe terminarse en diez minutos.
page-misconfigured-title = El servicio rechaza esta aplicación
page-misconfigured-lead = { $service } no acepta el ID de cliente, el secreto o la dirección que usa tu dispositivo. Compruébalos en la página para desarrolladores del servicio.
page-misconfigured-bare = El servicio no acepta el ID de cliente, el secreto o la dirección que usa tu dispositivo. Compruébalos en su página para desarrolladores.
page-misconfigured-next = Sigue aquí para corregirlo o para probar otra cosa.
page-unavailable-title = Ahora mismo no ha funcionado
page-unavailable-lead = { $service } no ha podido terminar el inicio de sesión. Inténtalo de nuevo en un momento.
page-storage-title = Tu dispositivo no ha podido guardar esto
page-storage-lead = Comprueba que tenga espacio libre e inténtalo de nuevo.
page-error-title = El inicio de sesión no ha funcionado
page-error-lead = { $service } ha respondido con un error, así que no se ha conectado nada.

## Pages: requests that lead nowhere

page-unknown-title = Ningún inicio de sesión espera esto
page-unknown-lead = Esta página no corresponde a ningún inicio de sesión que haya empezado tu dispositivo, o a uno que terminó hace tiempo.
page-incomplete-title = Este enlace está incompleto
page-incomplete-lead = El servicio te ha devuelto con una respuesta que tu dispositivo no puede leer.
page-unready-title = Esta aplicación no está lista
page-unready-lead = La skill de este enlace no está configurada para iniciar sesión.
page-setup-title = Esta aplicación está mal configurada
page-setup-lead = La dirección del servicio no se puede usar. Revisa los ajustes de la skill.
page-offline-title = Tu dispositivo está sin conexión
page-offline-lead = No tiene ninguna dirección de red a la que el servicio pueda responder. Conéctalo primero a la red.
page-later-lead = Inténtalo de nuevo en un momento.
page-nothing-lead = No se ha conectado nada.

page-used-title = Este código ya no es válido
page-used-lead = Ya se ha usado, o nadie lo ha usado en diez minutos.
page-used-next = Pide a tu dispositivo un código nuevo y escanea ese.

page-over-label = Terminado
page-over-title = Este inicio de sesión ha terminado
page-over-lead = Su resultado ya no se guarda aquí.
page-over-next = Pregunta a tu dispositivo si está conectado.

page-nowhere-label = Aquí no hay nada
page-nowhere-title = Esta página no existe
page-nowhere-lead = Comprueba la dirección o vuelve a escanear el código.

page-host-label = Rechazado
page-host-title = Este dispositivo tiene otro nombre
page-host-lead = No responde al nombre que hay en tu barra de direcciones.
page-host-next = Usa su dirección IP o añade el nombre a { $setting } en sus ajustes.

## Pages: the front page

page-front-title = Los inicios de sesión de tu asistente de voz

## Pages: the practice server

practice-label = Servidor de prácticas
practice-consent-heading = ¿Aprobar { $client }?
practice-consent-title = ¿Dejar entrar a { $client }?
practice-consent-lead = Aprueba solo si acabas de empezar esto tú, en tu propio dispositivo.
practice-consent-scopes = Podrá usar
practice-consent-destination = Tu respuesta se envía a
practice-consent-note = Esto es solo una práctica: no hay ninguna cuenta detrás de esta página y no se concede nada real.
practice-consent-approve = Aprobar
practice-consent-refuse = Rechazar
practice-error-note = Esta página no ha concedido nada. Puedes cerrarla.
practice-long-title = Era demasiado largo
practice-long-lead = La petición es más larga de lo que lee este servidor.
practice-client-title = Aplicación desconocida
practice-client-lead = La petición no indica ningún client_id, indica dos o indica uno que no está registrado aquí.
practice-return-title = Dirección de retorno desconocida
practice-return-lead = El redirect_uri falta o no está registrado para esta aplicación, así que la respuesta no se envía a ninguna parte.
practice-decision-title = Sin decisión
practice-decision-lead = El formulario no dice ni que sí ni que no.
practice-answered-title = Ya respondido
practice-answered-lead = Esta petición ya se ha respondido o ha esperado demasiado. Empieza de nuevo en el dispositivo.

## Pages: letting a program in by its code

activate-code-title = Dejar entrar a un programa
activate-code-lead = El programa muestra un código de ocho letras. Escríbelo aquí para ver qué pide.
activate-code-label = Código
activate-code-on = Continuar
activate-unknown = Ningún programa espera este código. Comprueba las letras. Si son correctas, el código ya se ha usado o es demasiado antiguo: empieza de nuevo en el programa.
activate-stale = Esta página era demasiado antigua, o tu navegador no guarda cookies. Escribe el código de nuevo.
activate-too-many = { $count ->
    [one] Demasiados códigos erróneos. Inténtalo de nuevo en un minuto, o escanea el código que muestra el programa.
   *[other] Demasiados códigos erróneos. Inténtalo de nuevo en { $count } minutos, o escanea el código que muestra el programa.
}
activate-title = ¿Dejar entrar a { $client }?
activate-lead = Este programa quiere acceso. Lo conserva, también cuando no estés, hasta que se lo retires.
activate-lead-home = Este programa quiere acceso. Lo conserva, también cuando no estés, hasta que se lo retires en «Tus conexiones».
activate-scopes = Podrá
activate-token = Usar tu conexión con { $app }
activate-token-all = Usar todas tus conexiones, también las futuras
activate-token-note = Recibe el token de cada una de estas conexiones y lo usa sin volver a preguntarte.
activate-all-warning = Es todo aquello en lo que tu dispositivo ha iniciado sesión. Deja entrar solo a programas a los que confíes todo eso.
activate-address = Lo pide desde
activate-here = Tu propio dispositivo ({ $address })
activate-code = ¿Muestra el programa este código?
activate-warning = Si no, si no lo has empezado tú o si alguien te ha enviado el código o un enlace: rechaza.
activate-approve = Sí, dejar entrar
activate-refuse = Rechazar
activate-approved-title = El programa tiene acceso
activate-approved-lead = Se da cuenta solo en unos segundos.
activate-approved-note = Puedes retirarle el acceso cuando quieras en «Tus conexiones». Puedes cerrar esta página.
activate-refused-title = No se ha concedido nada
activate-refused-lead = El programa se entera de que has rechazado.
activate-done-note = Puedes cerrar esta página.

# For who has not shown yet that they are at the device.
activate-door-title = ¿Estás junto a tu dispositivo?
activate-door-lead = Un programa pide acceso a tus conexiones. Solo quien está junto al dispositivo deja entrar a programas, así que muestra primero que estás ahí.
activate-door-show = Mostrar un código QR en el dispositivo
activate-door-scan = Después escanéalo con este teléfono.
activate-door-shown = Tu dispositivo muestra ahora un código QR en su pantalla. Escanéalo con este teléfono: vale durante cinco minutos y una sola vez.
activate-door-often = Tu dispositivo ya ha mostrado varios códigos QR. Espera un minuto y vuelve a pedirlo.
activate-door-or = o
activate-door-digits = Ejecuta «phal-oauth dashboard» en tu dispositivo: te muestra seis cifras.
activate-door-wrong = Estas cifras no son correctas o ya no son válidas. Ejecuta otra vez «phal-oauth dashboard» para tener otras nuevas.
activate-door-aloud = Las cifras que el dispositivo dice en voz alta no dejan entrar a ningún programa, porque otros programas también las oyen. Elige otra manera abajo.
activate-door-terminal = En un terminal del dispositivo, esto también deja entrar al programa:
activate-link-lead = Alguien ha pedido este enlace a tu dispositivo para dejar entrar a un programa. La página siguiente dice cuál es y qué quiere. Si no fuiste tú, cierra esta página.
activate-over-next = Vuelve a la página donde lo pediste y pide uno nuevo.

## Pages: requests that are refused

page-refused-label = Rechazado
page-many-title = Demasiadas veces
page-many-lead = Tu dispositivo no acepta más peticiones tuyas por un momento.
page-many-next = Espera un momento y recarga esta página.
page-foreign-title = Esto venía de otra página
page-foreign-lead = Una página ajena ha enviado algo a tu dispositivo, así que no se ha hecho nada.
page-foreign-next = Si has pulsado un botón en la página de tu dispositivo, vuelve a abrirla y repítelo.
page-stale-title = Esta página era demasiado antigua
page-stale-lead = Se abrió antes de que tu dispositivo se reiniciara, o tu navegador no guarda cookies.
page-stale-next = Vuelve atrás, recarga la página y repite lo que hiciste.
page-form-title = Tu dispositivo no puede leer esto
page-form-lead = Se ha enviado en una forma que tu dispositivo no conoce.
page-long-title = Era demasiado texto
page-long-lead = Tu dispositivo no lee más de 48 kilobytes a la vez.
page-long-next = Vuelve atrás y escribe menos.
page-slow-title = Ha tardado demasiado
page-slow-lead = Tu dispositivo ha esperado el resto de lo que enviabas.
page-slow-next = Vuelve atrás e inténtalo de nuevo, más cerca de tu wifi.
page-method-title = Eso aquí no funciona
page-method-lead = Esta página se puede abrir, pero no se le puede enviar nada.

## Pages: the front page, where a code that the device says is typed

front-lead = Tu dispositivo tiene un código de seis cifras para ti. Escríbelo aquí para continuar.
front-say = Que el dispositivo diga el código
front-said = Tu dispositivo está diciendo el código. Escucha y escríbelo aquí.
front-not-said = No hay ningún inicio de sesión en espera. Pide primero a tu dispositivo que inicie sesión en un servicio.
front-said-often = Tu dispositivo ya ha dicho el código varias veces. Espera un minuto y vuelve a pedirlo.
front-digits = Seis cifras
front-hint = Valen durante cinco minutos.
front-enter = Continuar
front-else = ¿No tienes código? Pide a tu dispositivo que inicie sesión en un servicio y te dirá qué hacer.
front-no-digits = Escribe las seis cifras y nada más.
front-wrong = Estas cifras no son correctas o ya no son válidas. Pide a tu dispositivo que las repita.
front-too-many = { $count ->
    [one] Demasiados códigos erróneos. Espera un minuto y pide uno nuevo a tu dispositivo.
   *[other] Demasiados códigos erróneos. Espera { $count } minutos y pide uno nuevo a tu dispositivo.
}

## Pages: the dashboard

dashboard-title = Tus conexiones
dashboard-link-lead = Aquí ves a qué servicios está conectado tu dispositivo, conectas otros y terminas conexiones.
dashboard-link-open = Mostrar mis conexiones
dashboard-link-note = Este enlace sirve una vez. Después, este navegador mantiene la sesión hasta una hora.
dashboard-closed-label = Cerrado
dashboard-closed-title = Ábrela de nuevo
dashboard-closed-lead = Por tu seguridad, la lista de tus conexiones se cierra cuando nadie la usa.
dashboard-next = Pide a tu dispositivo que muestre sus conexiones o ejecuta en él «phal-oauth dashboard».
dashboard-over-title = Este enlace ya no es válido
dashboard-over-lead = Ya se ha usado o tiene más de cinco minutos.
dashboard-empty = Ninguna skill ha pedido un servicio todavía.
dashboard-connected = Conectado
dashboard-not-connected = No conectado
dashboard-needs-credentials = Falta configurarlo
dashboard-needs-login = Iniciar sesión de nuevo
dashboard-misconfigured = Mal configurado
dashboard-pending = Hay un inicio de sesión esperando a que lo termines.
dashboard-needs-login-note = El servicio ha terminado esta conexión. Conéctalo de nuevo para continuar.
dashboard-misconfigured-note = El servicio rechaza el ID de cliente, el secreto o la dirección de esta aplicación. Conéctalo de nuevo: allí puedes volver a escribir lo que hayas escrito tú.
dashboard-ends-never = Sigue conectado.
dashboard-ended = Se renueva con el próximo uso.
dashboard-ends-minutes = { $count ->
    [one] Se renueva en menos de un minuto.
   *[other] Válida { $count } minutos más, luego se renueva.
}
dashboard-ends-hours = { $count ->
    [one] Válida una hora más, luego se renueva.
   *[other] Válida { $count } horas más, luego se renueva.
}
dashboard-ends-days = { $count ->
    [one] Válida un día más, luego se renueva.
   *[other] Válida { $count } días más, luego se renueva.
}
dashboard-lasts-minutes = { $count ->
    [one] Válida un minuto más.
   *[other] Válida { $count } minutos más.
}
dashboard-lasts-hours = { $count ->
    [one] Válida una hora más.
   *[other] Válida { $count } horas más.
}
dashboard-lasts-days = { $count ->
    [one] Válida un día más.
   *[other] Válida { $count } días más.
}
dashboard-connect = Conectar
dashboard-connect-again = Conectar de nuevo
dashboard-more = Terminar o quitar
dashboard-disconnect = Desconectar
dashboard-disconnect-note = Se avisa al servicio de que la conexión termina. La skill se puede volver a conectar cuando quieras.
dashboard-forget = Quitar
dashboard-forget-note = Termina la conexión y olvida todo sobre ella. Una skill que siga instalada la traerá de vuelta, sin tu sesión.
dashboard-add = Conectar otro servicio
dashboard-leave = Cerrar

## Pages: the dashboard's programs

programs-title = Programas con acceso
programs-lead = Los has dejado entrar con un código. Recogen por sí mismos lo que tienen permitido.
programs-from = Pedido desde { $address }
programs-from-here = Pedido desde tu propio dispositivo
programs-since = { $count ->
    [0] Entró en las últimas 24 horas.
    [one] Entró hace un día.
   *[other] Entró hace { $count } días.
}
programs-used = { $count ->
    [0] Usado en las últimas 24 horas.
    [one] Usado hace un día.
   *[other] Usado hace { $count } días.
}
programs-unused = Todavía sin usar.
programs-withdraw = Retirar el acceso
programs-withdraw-note = Un programa al que retiras el acceso no recibe ningún token nuevo. El que ya ha recogido sigue siendo válido hasta que caduca: para terminar también ese, elige «Desconectar» en su servicio, más arriba.

## Pages: services that no skill has asked for

services-title = Conectar un servicio
services-lead = Elige el servicio. La página siguiente te dice qué hacer.
services-back = Volver a mis conexiones
services-closed = Desde aquí no
services-relay = Estos solo envían respuestas a direcciones https. Una página de retransmisión tuya lo resuelve: «phal-oauth relay» en tu dispositivo dice cómo.
services-way-device = Con un código
services-way-direct = En su página de inicio de sesión
services-way-relay = Por la página de retransmisión
services-way-loopback = Con una dirección que copias de vuelta
services-way-paste = Con un código que copias de vuelta
services-way-token = Con una clave de su página

## Pages: on to the service after a form

onward-title = Al servicio
onward-lead = Su página de inicio de sesión se abre sola. Si no, pulsa el botón.
onward-go = Continuar

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Para conectar { $service }, abre esta dirección en tu teléfono: { $address }. Diré el código cuando lo pidas allí.
speech-dashboard = Para ver tus conexiones, abre esta dirección en tu teléfono: { $address }. Diré el código cuando lo pidas allí.
speech-connected = { $service } está conectado.
speech-denied = { $service } no está conectado, porque se ha denegado el acceso.
speech-expired = { $service } no está conectado, porque nadie ha terminado el inicio de sesión a tiempo.
speech-failed = { $service } no está conectado, porque el inicio de sesión no ha funcionado.
speech-code = El código es { $code }.
speech-code-at = Abre { $address } y escribe este código: { $code }.
speech-dot = punto
speech-colon = dos puntos
speech-slash = barra
speech-dash = guion

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } espera tu inicio de sesión: escanea el código, o abre { $address } en tu teléfono.

## Pages: the steps of a login

go-title = Conectar { $service }
go-skill = Para
go-device = En
go-scopes = Pide
go-nobody = Cualquier programa del dispositivo
go-reason-relay = { $service } no envía respuestas a direcciones de tu red doméstica, así que la respuesta llega por la página de retransmisión.
go-reason-loopback = { $service } no envía respuestas a direcciones de tu red doméstica, así que tú traes la respuesta hasta aquí.
go-reason-paste = { $service } no envía respuestas a direcciones de tu red doméstica, así que te muestra un código que traes aquí.
go-reason-no-relay = Con una página de retransmisión sería más fácil: «phal-oauth relay» en tu dispositivo dice cómo.
go-others = Otra cosa
go-other-client = Escribir de nuevo el ID de cliente
go-other-address = Escribir de nuevo la dirección de tu servidor
go-return-lead = Ya has estado aquí. Si { $service } ha rechazado lo que escribiste, puedes escribirlo de nuevo abajo.
go-return-refused = { $service } ha rechazado antes esta aplicación. Inténtalo otra vez o prueba otra cosa abajo.
go-send = Continuar
go-open = Abrir { $service }
go-wrong = Tu dispositivo no puede usar esto. Compruébalo e inténtalo de nuevo.
go-failed-again = Intentar de nuevo
go-failed-silent-title = { $service } no responde
go-failed-silent-address = Nada responde en { $address }. Comprueba que la dirección es correcta y que tu servidor está encendido.
go-failed-silent-lead = Tu dispositivo no puede acceder ahora mismo. Comprueba su conexión a internet o inténtalo de nuevo en un momento.
go-failed-strange-address = Lo que responde en { $address } no es lo que tu dispositivo espera de { $service }. Comprueba la dirección.
go-failed-device-title = { $service } no da ningún código
go-failed-device-lead = { $service } no permite que esta aplicación inicie sesión con un código. Elige otra cosa abajo.

go-instance-lead = { $service } es un servidor tuyo. ¿Dónde está?
go-instance-address = Dirección de tu servidor
go-instance-insecure = Esto no es seguro: fuera de tu red doméstica, una dirección debe empezar por https://
go-instance-wrong = Esto no es una dirección. Tiene un aspecto como https://cloud.example o http://homeassistant.local:8123
go-instance-empty = Escribe una dirección.

go-credentials-lead = { $service } quiere conocer el programa que inicia sesión. Regístralo una vez en su página para desarrolladores y escribe aquí lo que muestra esa página.
go-credentials-register = Registrarlo
go-credentials-console = Abrir la página para desarrolladores
go-credentials-redirect = Dirección de redirección que debes escribir allí, exactamente así
go-credentials-qr = Mostrarla como código QR, para otro dispositivo
go-credentials-qr-label = Código QR de la dirección de redirección
go-credentials-port = Si tu dispositivo tiene un cortafuegos, deja pasar el puerto { $port }.
go-credentials-type = Escribir lo que muestra
go-credentials-id = ID de cliente
go-credentials-secret = Secreto de cliente
go-credentials-secret-optional = Secreto de cliente, si lo hay
go-credentials-id-missing = Escribe el ID de cliente.
go-credentials-secret-missing = Escribe también el secreto de cliente.
go-credentials-refused = { $service } ha rechazado el ID de cliente o el secreto que se escribieron aquí. Compáralos con su página para desarrolladores y escríbelos de nuevo.
go-credentials-refused-else = Si son correctos, prueba otra cosa abajo.

go-device-lead = Abre { $service } y compara o escribe este código. Esta página continúa sola.
go-device-lead-link = Abre { $service } y da allí tu aprobación. Esta página continúa sola.
go-device-code = Tu código
go-device-elsewhere = En otro dispositivo, abre
go-device-waiting = Esperando tu aprobación
go-device-expired-title = Este código ha caducado
go-device-expired-lead = Nadie lo ha confirmado a tiempo.
go-device-refused-title = Se ha denegado el acceso
go-device-refused-lead = Has decidido que tu dispositivo no use { $service }. No se ha conectado nada.
go-device-again = Obtener un código nuevo

go-loopback-lead = Tres pasos, y entre medias parece un error: así debe ser.
go-loopback-one = Inicia sesión y aprueba
go-loopback-one-note = Se abre en una pestaña nueva. Deja esta abierta.
go-loopback-two = Una página que no carga
go-loopback-two-note = Después tu teléfono muestra una página a la que no se puede acceder. Tu dispositivo necesita su dirección. Toca la barra de direcciones y cópiala entera.
go-loopback-picture = Un teléfono con una página a la que no se puede acceder. La barra de direcciones, arriba, empieza por 127.0.0.1 y está resaltada.
go-loopback-three = Pega aquí la dirección
go-loopback-field = Dirección de la página que no ha cargado

go-paste-lead = Dos pasos: aprueba allí y trae aquí el código.
go-paste-one = Inicia sesión y aprueba
go-paste-one-note = Se abre en una pestaña nueva y al final muestra un código. Cópialo.
go-paste-two = Pega aquí el código
go-paste-field = Código

go-wrong-nothing = No se ha pegado nada. Copia la dirección entera de la barra de direcciones.
go-wrong-long = Esto es demasiado largo. Copia solo la dirección de la barra de direcciones.
go-wrong-no-answer = Esta dirección todavía no contiene ninguna respuesta. Aprueba primero y copia después la dirección de la página que no carga.
go-wrong-no-code = Esto no es ni una dirección ni un código. Vuelve a copiar la dirección entera.
go-wrong-no-state = Un código solo no dice a qué inicio de sesión pertenece. Pega la dirección entera.
go-wrong-no-token = Esto no es una clave. Cópiala de nuevo, sin espacios alrededor.
go-wrong-old = Esta es la respuesta a un inicio de sesión que ya ha terminado. Empieza de nuevo por el primer paso.

go-token-lead = { $service } te da una clave para tu dispositivo. Crea una en su página y pégala aquí.
go-token-make = Crear una clave
go-token-console = Abrir su página
go-token-type = Pega aquí la clave
go-token-field = Clave

go-confirm-lead = Inicias sesión en { $service }. Después, una página te pregunta si quieres continuar a tu dispositivo.
go-confirm-phrase = Debe mostrar estas dos palabras
go-confirm-stuck = ¿Esa página no llega a tu dispositivo?
go-confirm-paste = Pega aquí lo que muestra
go-confirm-note = Si muestra otras, o no has empezado esto tú, ciérrala.

go-no-way-title = Desde aquí no se puede iniciar sesión
go-no-way-lead = Tal como está configurado, tu dispositivo no puede llegar a este servicio.
go-no-way-next = «phal-oauth providers» en tu dispositivo dice qué necesita cada servicio.
go-relay-blocked-title = La página de retransmisión no lleva a tu dispositivo
go-relay-blocked-lead = Solo lleva respuestas a dispositivos de la red doméstica, y el tuyo se conoce por otra dirección.
go-relay-blocked-next = Pon en advertise_host de tu dispositivo su dirección en tu red doméstica.
go-needs-relay-title = Este servicio necesita una página de retransmisión
go-needs-relay-lead = Solo envía respuestas a direcciones https, y tu dispositivo no tiene ninguna. Una página de retransmisión tuya las hace llegar.
go-needs-relay-next = Ejecuta «phal-oauth relay» en tu dispositivo: escribe la página y dice dónde ponerla.

## Pages: what a service lets a program do

scope-identity = Ver quién eres
scope-profile = Ver tu nombre y tu foto
scope-email = Ver tu dirección de correo electrónico
scope-lasting = Seguir conectado mientras no estás
scope-playback-read = Ver qué está sonando
scope-playback-control = Controlar lo que suena
scope-streaming = Reproducir música en este dispositivo
scope-playlists-read = Ver tus listas de reproducción
scope-playlists-write = Cambiar tus listas de reproducción
scope-library-read = Ver tu biblioteca de música
scope-library-write = Cambiar tu biblioteca de música
scope-history-read = Ver lo que has escuchado
scope-follow-read = Ver a quién sigues
scope-calendar-read = Ver tu calendario
scope-calendar-write = Ver y cambiar tu calendario
scope-mail-read = Leer tu correo electrónico
scope-mail-send = Enviar correos en tu nombre
scope-files-read = Ver tus archivos
scope-files-write = Ver y cambiar tus archivos
scope-contacts-read = Ver tus contactos
scope-tasks-read = Ver tus tareas
scope-tasks-write = Ver y cambiar tus tareas
scope-video-read = Ver tu cuenta de YouTube
scope-video-write = Gestionar tu cuenta de YouTube
scope-home = Controlar los dispositivos de tu casa
scope-repositories = Ver y cambiar tus repositorios

## Command line

cli-or-open = o abre { $url }
cli-or-type = o abre { $url } y escribe { $digits }
cli-connect-scan = Escanea esto con tu teléfono para conectar { $app }:
cli-connect-waiting = Esperando tu aprobación…
cli-connect-no-link = El servicio del dispositivo no ha dado ningún enlace.
cli-connected = { $app } está conectado.
cli-not-connected = { $app } no está conectado:
cli-disconnected = { $app } está desconectado.
cli-cancelled = { $app } ya no tiene ningún inicio de sesión en espera.
cli-forgotten = { $app } está olvidado.
cli-remote-done = Se ha avisado al servicio.
cli-remote-queued = Aún no se ha podido avisar al servicio: se hará en cuanto esté accesible.
cli-remote-refused = El servicio se niega a terminar el acceso: hazlo en su propia página de aplicaciones conectadas.
cli-paste-prompt = Pega la dirección o el código y pulsa Intro:
cli-dashboard-scan = Escanea esto con tu teléfono para ver tus conexiones:
cli-dashboard-once = El enlace y las cifras sirven una vez, durante cinco minutos.
cli-status-none = Todavía no hay ninguna aplicación registrada: las skills registran la suya al arrancar.
# Heads of the columns of a table.
cli-status-app = APLICACIÓN
cli-status-state = ESTADO
cli-status-valid = VALIDEZ
cli-state-connected = conectado
cli-state-not-authenticated = sin iniciar sesión
cli-state-needs-login = hay que iniciar sesión
cli-state-needs-credentials = faltan credenciales
cli-state-misconfigured = mal configurado
cli-valid-waiting = un inicio de sesión en espera
cli-valid-no-end = sin fin indicado
cli-valid-ended = caducado, se renovará
cli-valid-minutes = { $count ->
    [one] { $count } minuto más
   *[other] { $count } minutos más
}
cli-valid-hours = { $count ->
    [one] { $count } hora más
   *[other] { $count } horas más
}
cli-valid-days = { $count ->
    [one] { $count } día más
   *[other] { $count } días más
}

## Command line: the demo

demo-folder = No queda nada de esta demostración: su carpeta se borra al final.
demo-practice = Un servidor de prácticas funciona en { $url }
demo-bus = Un bus de mensajes funciona en { $url }, con phal-oauth en él
demo-skill = Una skill de ejemplo se ha unido al bus y ha registrado su aplicación
demo-image = La skill ha pedido un código QR; un shell mostraría { $path }
demo-scan = Aquí tienes uno para este terminal. Escanéalo con tu teléfono y pulsa «{ $button }»:
demo-approved = Aprobado sin una persona, como pide { $option }
demo-waiting = Esperándote, diez minutos como mucho…
demo-token = La skill tiene su token
demo-used = La skill lo ha usado y el servidor dice: { $greeting }
demo-done = Listo: una persona no tiene que hacer nada más.
demo-stopped = Detenido.
