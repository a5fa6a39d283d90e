## Pages: what became of a login

page-connected-label = Conectado
page-connected-title = Todo feito
page-connected-lead = O teu dispositivo xa está conectado a { $service }.
page-connected-next = Podes pechar esta páxina. O resto ocorre no teu dispositivo.

page-finishing-label = Un momento
page-finishing-title = Rematando o inicio de sesión
page-finishing-lead = O teu dispositivo está a obter o acceso a { $service }.
page-finishing-next = Esta páxina actualízase soa.

page-failed-label = Non conectado
page-failed-next = Podes pechar esta páxina e comezar de novo no teu dispositivo.

page-denied-title = Denegouse o acceso
page-denied-lead = Decidiches que o teu dispositivo non use { $service }. Non se conectou nada.
page-issuer-title = Respondeu o servidor equivocado
page-issuer-lead = A resposta non viña de { $service }, así que non se usou.
page-expired-title = Este inicio de sesión tardou demasiado
page-expired-lead = Pola túa seguridade, un inicio de sesión debe rematarse en dez minutos.
page-misconfigured-title = O servizo rexeita esta aplicación
page-misconfigured-lead = { $service } non acepta o ID de cliente, o segredo ou o enderezo que usa o teu dispositivo. Compróbaos na páxina para desenvolvedores do servizo.
page-misconfigured-bare = O servizo non acepta o ID de cliente, o segredo ou o enderezo que usa o teu dispositivo. Compróbaos na súa páxina para desenvolvedores.
page-misconfigured-next = Segue aquí para corrixilo ou para probar outra cousa.
page-unavailable-title = Agora mesmo non funcionou
page-unavailable-lead = { $service } non puido rematar o inicio de sesión. Téntao de novo nun momento.
page-storage-title = O teu dispositivo non puido gardar isto
page-storage-lead = Comproba que teña espazo libre e téntao de novo.
page-error-title = O inicio de sesión non funcionou
page-error-lead = { $service } respondeu cun erro, así que non se conectou nada.

## Pages: requests that lead nowhere

page-unknown-title = Ningún inicio de sesión agarda isto
page-unknown-lead = Esta páxina non corresponde a ningún inicio de sesión que comezase o teu dispositivo, ou a un que rematou hai tempo.
page-incomplete-title = Esta ligazón está incompleta
page-incomplete-lead = O servizo devolveute cunha resposta que o teu dispositivo non pode ler.
page-unready-title = Esta aplicación non está lista
page-unready-lead = A skill desta ligazón non está configurada para iniciar sesión.
page-setup-title = Esta aplicación está mal configurada
page-setup-lead = O enderezo do servizo non se pode usar. Revisa os axustes da skill.
page-offline-title = O teu dispositivo está sen conexión
page-offline-lead = Non ten ningún enderezo de rede ao que o servizo poida responder. Conéctao primeiro á rede.
page-later-lead = Téntao de novo nun momento.
page-nothing-lead = Non se conectou nada.

page-used-title = Este código xa non é válido
page-used-lead = Xa se usou, ou ninguén o usou en dez minutos.
page-used-next = Pídelle un código novo ao teu dispositivo e escanea ese.

page-over-label = Rematado
page-over-title = Este inicio de sesión rematou
page-over-lead = O resultado xa non se garda aquí.
page-over-next = Pregúntalle ao teu dispositivo se está conectado.

page-nowhere-label = Aquí non hai nada
page-nowhere-title = Esta páxina non existe
page-nowhere-lead = Comproba o enderezo ou escanea o código de novo.

page-host-label = Rexeitado
page-host-title = Este dispositivo ten outro nome
page-host-lead = Non responde ao nome que hai na túa barra de enderezos.
page-host-next = Usa o seu enderezo IP ou engade o nome a { $setting } nos seus axustes.

## Pages: the front page

page-front-title = Os inicios de sesión do teu asistente de voz

## Pages: the practice server

practice-label = Servidor de prácticas
practice-consent-heading = Aprobar { $client }?
practice-consent-title = Deixar entrar a { $client }?
practice-consent-lead = Aproba só se acabas de comezar isto ti, no teu propio dispositivo.
practice-consent-scopes = Poderá usar
practice-consent-destination = A túa resposta envíase a
practice-consent-note = Isto é só unha práctica: non hai ningunha conta detrás desta páxina e non se concede nada real.
practice-consent-approve = Aprobar
practice-consent-refuse = Rexeitar
practice-error-note = Esta páxina non concedeu nada. Podes pechala.
practice-long-title = Era demasiado longo
practice-long-lead = A petición é máis longa do que le este servidor.
practice-client-title = Aplicación descoñecida
practice-client-lead = A petición non indica ningún client_id, indica dous ou indica un que non está rexistrado aquí.
practice-return-title = Enderezo de retorno descoñecido
practice-return-lead = O redirect_uri falta ou non está rexistrado para esta aplicación, así que a resposta non se envía a ningures.
practice-decision-title = Sen decisión
practice-decision-lead = O formulario non di nin que si nin que non.
practice-answered-title = Xa respondido
practice-answered-lead = Esta petición xa se respondeu ou agardou demasiado. Comeza de novo no dispositivo.

## Pages: letting a program in by its code

activate-code-title = Deixar entrar un programa
activate-code-lead = O programa amosa un código de oito letras. Escríbeo aquí para ver que pide.
activate-code-label = Código
activate-code-on = Continuar
activate-unknown = Ningún programa agarda este código. Comproba as letras. Se son correctas, o código xa se usou ou é demasiado antigo: comeza de novo no programa.
activate-stale = Esta páxina era demasiado antiga, ou o teu navegador non garda cookies. Escribe o código de novo.
activate-too-many = { $count ->
    [one] Demasiados códigos erróneos. Téntao de novo nun minuto, ou escanea o código que amosa o programa.
   *[other] Demasiados códigos erróneos. Téntao de novo en { $count } minutos, ou escanea o código que amosa o programa.
}
activate-title = Deixar entrar a { $client }?
activate-lead = Este programa quere acceso. Consérvao, tamén cando non esteas, ata que llo retires.
activate-lead-home = Este programa quere acceso. Consérvao, tamén cando non esteas, ata que llo retires en «As túas conexións».
activate-scopes = Poderá
activate-token = Usar a túa conexión con { $app }
activate-token-all = Usar todas as túas conexións, tamén as futuras
activate-token-note = Recibe o token de cada unha destas conexións e úsao sen volver preguntarche.
activate-all-warning = É todo aquilo no que o teu dispositivo iniciou sesión. Deixa entrar só programas aos que lles confíes todo iso.
activate-address = Pídeo desde
activate-here = O teu propio dispositivo ({ $address })
activate-code = Amosa o programa este código?
activate-warning = Se non, se non o comezaches ti ou se alguén che enviou o código ou unha ligazón: rexeita.
activate-approve = Si, deixar entrar
activate-refuse = Rexeitar
activate-approved-title = O programa ten acceso
activate-approved-lead = Decátase só nuns segundos.
activate-approved-note = Podes retirarlle o acceso cando queiras en «As túas conexións». Podes pechar esta páxina.
activate-refused-title = Non se concedeu nada
activate-refused-lead = O programa sabe que rexeitaches.
activate-done-note = Podes pechar esta páxina.

# For who has not shown yet that they are at the device.
activate-door-title = Estás xunto ao teu dispositivo?
activate-door-lead = Un programa pide acceso ás túas conexións. Só quen está xunto ao dispositivo deixa entrar programas, así que amosa primeiro que estás aí.
activate-door-show = Amosar un código QR no dispositivo
activate-door-scan = Despois escanéao con este teléfono.
activate-door-shown = O teu dispositivo amosa agora un código QR na súa pantalla. Escanéao con este teléfono: vale durante cinco minutos e unha soa vez.
activate-door-often = O teu dispositivo xa amosou varios códigos QR. Agarda un minuto e vólveo pedir.
activate-door-or = ou
activate-door-digits = Executa «phal-oauth dashboard» no teu dispositivo: amósache seis cifras.
activate-door-wrong = Estas cifras non son correctas ou xa non son válidas. Executa outra vez «phal-oauth dashboard» para ter outras novas.
activate-door-aloud = As cifras que o dispositivo di en voz alta non deixan entrar ningún programa, porque outros programas tamén as oen. Escolle outra maneira abaixo.
activate-door-terminal = Nun terminal do dispositivo, isto tamén deixa entrar o programa:
activate-link-lead = Alguén lle pediu esta ligazón ao teu dispositivo para deixar entrar un programa. A páxina seguinte di cal é e que quere. Se non fuches ti, pecha esta páxina.
activate-over-next = Volve á páxina onde a pediches e pide unha nova.

## Pages: requests that are refused

page-refused-label = Rexeitado
page-many-title = Demasiadas veces
page-many-lead = O teu dispositivo non acepta máis peticións túas por un momento.
page-many-next = Agarda un momento e carga de novo esta páxina.
page-foreign-title = Isto viña doutra páxina
page-foreign-lead = Unha páxina allea enviou algo ao teu dispositivo, así que non se fixo nada.
page-foreign-next = Se premiches un botón na páxina do teu dispositivo, ábrea de novo e repíteo.
page-stale-title = Esta páxina era demasiado antiga
page-stale-lead = Abriuse antes de que o teu dispositivo se reiniciase, ou o teu navegador non garda cookies.
page-stale-next = Volve atrás, carga de novo a páxina e repite o que fixeches.
page-form-title = O teu dispositivo non pode ler isto
page-form-lead = Enviouse dunha forma que o teu dispositivo non coñece.
page-long-title = Era demasiado texto
page-long-lead = O teu dispositivo non le máis de 48 kilobytes á vez.
page-long-next = Volve atrás e escribe menos.
page-slow-title = Tardou demasiado
page-slow-lead = O teu dispositivo agardou o resto do que enviabas.
page-slow-next = Volve atrás e téntao de novo, máis preto da túa wifi.
page-method-title = Iso aquí non funciona
page-method-lead = Esta páxina pódese abrir, pero non se lle pode enviar nada.

## Pages: the front page, where a code that the device says is typed

front-lead = O teu dispositivo ten un código de seis cifras para ti. Escríbeo aquí para continuar.
front-say = Que o dispositivo diga o código
front-said = O teu dispositivo está a dicir o código. Escoita e escríbeo aquí.
front-not-said = Non hai ningún inicio de sesión á espera. Pídelle primeiro ao teu dispositivo que inicie sesión nun servizo.
front-said-often = O teu dispositivo xa dixo o código varias veces. Agarda un minuto e vólveo pedir.
front-digits = Seis cifras
front-hint = Valen durante cinco minutos.
front-enter = Continuar
front-else = Non tes código? Pídelle ao teu dispositivo que inicie sesión nun servizo e dirache que facer.
front-no-digits = Escribe as seis cifras e nada máis.
front-wrong = Estas cifras non son correctas ou xa non son válidas. Pídelle ao teu dispositivo que as repita.
front-too-many = { $count ->
    [one] Demasiados códigos erróneos. Agarda un minuto e pídelle un novo ao teu dispositivo.
   *[other] Demasiados códigos erróneos. Agarda { $count } minutos e pídelle un novo ao teu dispositivo.
}

## Pages: the dashboard

dashboard-title = As túas conexións
dashboard-link-lead = Aquí ves a que servizos está conectado o teu dispositivo, conectas outros e rematas conexións.
dashboard-link-open = Amosar as miñas conexións
dashboard-link-note = Esta ligazón serve unha vez. Despois, este navegador mantén a sesión ata unha hora.
dashboard-closed-label = Pechado
dashboard-closed-title = Abre isto de novo
dashboard-closed-lead = Pola túa seguridade, a lista das túas conexións péchase cando ninguén a usa.
dashboard-next = Pídelle ao teu dispositivo que amose as súas conexións ou executa nel «phal-oauth dashboard».
dashboard-over-title = Esta ligazón xa non é válida
dashboard-over-lead = Xa se usou ou ten máis de cinco minutos.
dashboard-empty = Ningunha skill pediu aínda un servizo.
dashboard-connected = Conectado
dashboard-not-connected = Non conectado
dashboard-needs-credentials = Falta configuralo
dashboard-needs-login = Iniciar sesión de novo
dashboard-misconfigured = Mal configurado
dashboard-pending = Hai un inicio de sesión agardando a que o remates.
dashboard-needs-login-note = O servizo rematou esta conexión. Conéctao de novo para continuar.
dashboard-misconfigured-note = O servizo rexeita o ID de cliente, o segredo ou o enderezo desta aplicación. Conéctao de novo: alí podes volver escribir o que escribiches ti.
dashboard-ends-never = Segue conectado.
dashboard-ended = Renóvase co próximo uso.
dashboard-ends-minutes = { $count ->
    [one] Renóvase en menos dun minuto.
   *[other] Válida { $count } minutos máis, logo renóvase.
}
dashboard-ends-hours = { $count ->
    [one] Válida unha hora máis, logo renóvase.
   *[other] Válida { $count } horas máis, logo renóvase.
}
dashboard-ends-days = { $count ->
    [one] Válida un día máis, logo renóvase.
   *[other] Válida { $count } días máis, logo renóvase.
}
dashboard-lasts-minutes = { $count ->
    [one] Válida un minuto máis.
   *[other] Válida { $count } minutos máis.
}
dashboard-lasts-hours = { $count ->
    [one] Válida unha hora máis.
   *[other] Válida { $count } horas máis.
}
dashboard-lasts-days = { $count ->
    [one] Válida un día máis.
   *[other] Válida { $count } días máis.
}
dashboard-connect = Conectar
dashboard-connect-again = Conectar de novo
dashboard-more = Rematar ou quitar
dashboard-disconnect = Desconectar
dashboard-disconnect-note = Avísase o servizo de que a conexión remata. A skill pódese conectar de novo cando queiras.
dashboard-forget = Quitar
dashboard-forget-note = Remata a conexión e esquece todo sobre ela. Unha skill que siga instalada traeraa de volta, sen a túa sesión.
dashboard-add = Conectar outro servizo
dashboard-leave = Pechar

## Pages: the dashboard's programs

programs-title = Programas con acceso
programs-lead = Deixáchelos entrar cun código. Recollen eles mesmos o que teñen permitido.
programs-from = Pedido desde { $address }
programs-from-here = Pedido desde o teu propio dispositivo
programs-since = { $count ->
    [0] Entrou nas últimas 24 horas.
    [one] Entrou hai un día.
   *[other] Entrou hai { $count } días.
}
programs-used = { $count ->
    [0] Usado nas últimas 24 horas.
    [one] Usado hai un día.
   *[other] Usado hai { $count } días.
}
programs-unused = Aínda sen usar.
programs-withdraw = Retirar o acceso
programs-withdraw-note = Un programa ao que lle retiras o acceso non recibe ningún token novo. O que xa recolleu segue sendo válido ata que caduca: para rematar tamén ese, escolle «Desconectar» no seu servizo, máis arriba.

## Pages: services that no skill has asked for

services-title = Conectar un servizo
services-lead = Escolle o servizo. A páxina seguinte diche que facer.
services-back = Volver ás miñas conexións
services-closed = Desde aquí non
services-relay = Estes só envían respostas a enderezos https. Unha páxina de retransmisión túa resólveo: «phal-oauth relay» no teu dispositivo di como.
services-way-device = Cun código
services-way-direct = Na súa páxina de inicio de sesión
services-way-relay = Pola páxina de retransmisión
services-way-loopback = Cun enderezo que copias de volta
services-way-paste = Cun código que copias de volta
services-way-token = Cunha clave da súa páxina

## Pages: on to the service after a form

onward-title = Ao servizo
onward-lead = A súa páxina de inicio de sesión ábrese soa. Se non, preme o botón.
onward-go = Continuar

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Para conectar { $service }, abre este enderezo no teu teléfono: { $address }. Direi o código cando o pidas alí.
speech-dashboard = Para ver as túas conexións, abre este enderezo no teu teléfono: { $address }. Direi o código cando o pidas alí.
speech-connected = { $service } está conectado.
speech-denied = { $service } non está conectado, porque se denegou o acceso.
speech-expired = { $service } non está conectado, porque ninguén rematou o inicio de sesión a tempo.
speech-failed = { $service } non está conectado, porque o inicio de sesión non funcionou.
speech-code = O código é { $code }.
speech-code-at = Abre { $address } e escribe este código: { $code }.
speech-dot = punto
speech-colon = dous puntos
speech-slash = barra
speech-dash = guión

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } agarda o teu inicio de sesión: escanea o código, ou abre { $address } no teléfono.

## Pages: the steps of a login

go-title = Conectar { $service }
go-skill = Para
go-device = En
go-scopes = Pide
go-nobody = Calquera programa do dispositivo
go-reason-relay = { $service } non envía respostas a enderezos da rede da túa casa, así que a resposta chega pola páxina de retransmisión.
go-reason-loopback = { $service } non envía respostas a enderezos da rede da túa casa, así que traes ti a resposta ata aquí.
go-reason-paste = { $service } non envía respostas a enderezos da rede da túa casa, así que che amosa un código que traes aquí.
go-reason-no-relay = Cunha páxina de retransmisión sería máis doado: «phal-oauth relay» no teu dispositivo di como.
go-others = Outra cousa
go-other-client = Escribir de novo o ID de cliente
go-other-address = Escribir de novo o enderezo do teu servidor
go-return-lead = Xa estiveches aquí. Se { $service } rexeitou o que escribiches, podes escribilo de novo abaixo.
go-return-refused = { $service } rexeitou antes esta aplicación. Téntao outra vez ou proba outra cousa abaixo.
go-send = Continuar
go-open = Abrir { $service }
go-wrong = O teu dispositivo non pode usar isto. Compróbao e téntao de novo.
go-failed-again = Tentar de novo
go-failed-silent-title = { $service } non responde
go-failed-silent-address = Nada responde en { $address }. Comproba que o enderezo é correcto e que o teu servidor está aceso.
go-failed-silent-lead = O teu dispositivo non pode chegar a el agora mesmo. Comproba a súa conexión a internet ou téntao de novo nun momento.
go-failed-strange-address = O que responde en { $address } non é o que o teu dispositivo espera de { $service }. Comproba o enderezo.
go-failed-device-title = { $service } non dá ningún código
go-failed-device-lead = { $service } non permite que esta aplicación inicie sesión cun código. Escolle outra cousa abaixo.

go-instance-lead = { $service } é un servidor teu. Onde está?
go-instance-address = Enderezo do teu servidor
go-instance-insecure = Isto non é seguro: fóra da rede da túa casa, un enderezo debe comezar por https://
go-instance-wrong = Isto non é un enderezo. É como https://cloud.example ou http://homeassistant.local:8123
go-instance-empty = Escribe un enderezo.

go-credentials-lead = { $service } quere coñecer o programa que inicia sesión. Rexístrao unha vez na súa páxina para desenvolvedores e escribe aquí o que amosa esa páxina.
go-credentials-register = Rexistralo
go-credentials-console = Abrir a páxina para desenvolvedores
go-credentials-redirect = Enderezo de redirección que debes escribir alí, exactamente así
go-credentials-qr = Amosalo como código QR, para outro dispositivo
go-credentials-qr-label = Código QR do enderezo de redirección
go-credentials-port = Se o teu dispositivo ten unha devasa, deixa pasar o porto { $port }.
go-credentials-type = Escribir o que amosa
go-credentials-id = ID de cliente
go-credentials-secret = Segredo de cliente
go-credentials-secret-optional = Segredo de cliente, se o hai
go-credentials-id-missing = Escribe o ID de cliente.
go-credentials-secret-missing = Escribe tamén o segredo de cliente.
go-credentials-refused = { $service } rexeitou o ID de cliente ou o segredo que se escribiron aquí. Compáraos coa súa páxina para desenvolvedores e escríbeos de novo.
go-credentials-refused-else = Se son correctos, proba outra cousa abaixo.

go-device-lead = Abre { $service } e compara ou escribe este código. Esta páxina continúa soa.
go-device-lead-link = Abre { $service } e dá alí a túa aprobación. Esta páxina continúa soa.
go-device-code = O teu código
go-device-elsewhere = Noutro dispositivo, abre
go-device-waiting = Agardando a túa aprobación
go-device-expired-title = Este código caducou
go-device-expired-lead = Ninguén o confirmou a tempo.
go-device-refused-title = Denegouse o acceso
go-device-refused-lead = Decidiches que o teu dispositivo non use { $service }. Non se conectou nada.
go-device-again = Obter un código novo

go-loopback-lead = Tres pasos, e polo medio parece un erro: así debe ser.
go-loopback-one = Inicia sesión e aproba
go-loopback-one-note = Ábrese nun separador novo. Deixa este aberto.
go-loopback-two = Unha páxina que non carga
go-loopback-two-note = Despois o teu teléfono amosa unha páxina á que non se pode acceder. O teu dispositivo precisa o seu enderezo. Toca a barra de enderezos e cópiao enteiro.
go-loopback-picture = Un teléfono cunha páxina á que non se pode acceder. A barra de enderezos, arriba, comeza por 127.0.0.1 e está resaltada.
go-loopback-three = Pega aquí o enderezo
go-loopback-field = Enderezo da páxina que non cargou

go-paste-lead = Dous pasos: aproba alí e trae aquí o código.
go-paste-one = Inicia sesión e aproba
go-paste-one-note = Ábrese nun separador novo e ao final amosa un código. Cópiao.
go-paste-two = Pega aquí o código
go-paste-field = Código

go-wrong-nothing = Non se pegou nada. Copia o enderezo enteiro da barra de enderezos.
go-wrong-long = Isto é demasiado longo. Copia só o enderezo da barra de enderezos.
go-wrong-no-answer = Este enderezo aínda non contén ningunha resposta. Aproba primeiro e copia despois o enderezo da páxina que non carga.
go-wrong-no-code = Isto non é nin un enderezo nin un código. Copia de novo o enderezo enteiro.
go-wrong-no-state = Un código só non di a que inicio de sesión pertence. Pega o enderezo enteiro.
go-wrong-no-token = Isto non é unha clave. Cópiaa de novo, sen espazos arredor.
go-wrong-old = Esta é a resposta a un inicio de sesión que xa rematou. Comeza de novo polo primeiro paso.

go-token-lead = { $service } dáche unha clave para o teu dispositivo. Crea unha na súa páxina e pégaa aquí.
go-token-make = Crear unha clave
go-token-console = Abrir a súa páxina
go-token-type = Pega aquí a clave
go-token-field = Clave

go-confirm-lead = Inicias sesión en { $service }. Despois, unha páxina pregúntache se queres continuar no teu dispositivo.
go-confirm-phrase = Debe amosar estas dúas palabras
go-confirm-stuck = Esa páxina non chega ao teu dispositivo?
go-confirm-paste = Pega aquí o que amosa
go-confirm-note = Se amosa outras, ou non comezaches isto ti, péchaa.

go-no-way-title = Desde aquí non se pode iniciar sesión
go-no-way-lead = Tal como está configurado, o teu dispositivo non pode chegar a este servizo.
go-no-way-next = «phal-oauth providers» no teu dispositivo di que precisa cada servizo.
go-relay-blocked-title = A páxina de retransmisión non leva ao teu dispositivo
go-relay-blocked-lead = Só leva respostas a dispositivos da rede da casa, e o teu coñécese por outro enderezo.
go-relay-blocked-next = Pon en advertise_host do teu dispositivo o seu enderezo na rede da túa casa.
go-needs-relay-title = Este servizo precisa unha páxina de retransmisión
go-needs-relay-lead = Só envía respostas a enderezos https, e o teu dispositivo non ten ningún. Unha páxina de retransmisión túa failas chegar.
go-needs-relay-next = Executa «phal-oauth relay» no teu dispositivo: escribe a páxina e di onde poñela.

## Pages: what a service lets a program do

scope-identity = Ver quen es
scope-profile = Ver o teu nome e a túa foto
scope-email = Ver o teu enderezo de correo electrónico
scope-lasting = Seguir conectado mentres non estás
scope-playback-read = Ver que está a soar
scope-playback-control = Controlar o que soa
scope-streaming = Reproducir música neste dispositivo
scope-playlists-read = Ver as túas listas de reprodución
scope-playlists-write = Cambiar as túas listas de reprodución
scope-library-read = Ver a túa biblioteca de música
scope-library-write = Cambiar a túa biblioteca de música
scope-history-read = Ver o que escoitaches
scope-follow-read = Ver a quen segues
scope-calendar-read = Ver o teu calendario
scope-calendar-write = Ver e cambiar o teu calendario
scope-mail-read = Ler o teu correo electrónico
scope-mail-send = Enviar correos no teu nome
scope-files-read = Ver os teus ficheiros
scope-files-write = Ver e cambiar os teus ficheiros
scope-contacts-read = Ver os teus contactos
scope-tasks-read = Ver as túas tarefas
scope-tasks-write = Ver e cambiar as túas tarefas
scope-video-read = Ver a túa conta de YouTube
scope-video-write = Xestionar a túa conta de YouTube
scope-home = Controlar os dispositivos da túa casa
scope-repositories = Ver e cambiar os teus repositorios

## Command line

cli-or-open = ou abre { $url }
cli-or-type = ou abre { $url } e escribe { $digits }
cli-connect-scan = Escanea isto co teu teléfono para conectar { $app }:
cli-connect-waiting = Agardando a túa aprobación…
cli-connect-no-link = O servizo do dispositivo non deu ningunha ligazón.
cli-connected = { $app } está conectado.
cli-not-connected = { $app } non está conectado:
cli-disconnected = { $app } está desconectado.
cli-cancelled = { $app } xa non ten ningún inicio de sesión á espera.
cli-forgotten = { $app } está esquecido.
cli-remote-done = Avisouse o servizo.
cli-remote-queued = Aínda non se puido avisar o servizo: farase en canto estea accesible.
cli-remote-refused = O servizo négase a rematar o acceso: faino na súa propia páxina de aplicacións conectadas.
cli-paste-prompt = Pega o enderezo ou o código e preme Intro:
cli-dashboard-scan = Escanea isto co teu teléfono para ver as túas conexións:
cli-dashboard-once = A ligazón e as cifras serven unha vez, durante cinco minutos.
cli-status-none = Aínda non hai ningunha aplicación rexistrada: as skills rexistran a súa ao arrancar.
# Heads of the columns of a table.
cli-status-app = APLICACIÓN
cli-status-state = ESTADO
cli-status-valid = VALIDEZ
cli-state-connected = conectado
cli-state-not-authenticated = sen iniciar sesión
cli-state-needs-login = hai que iniciar sesión
cli-state-needs-credentials = faltan credenciais
cli-state-misconfigured = mal configurado
cli-valid-waiting = un inicio de sesión á espera
cli-valid-no-end = sen fin indicado
cli-valid-ended = caducado, renovarase
cli-valid-minutes = { $count ->
    [one] { $count } minuto máis
   *[other] { $count } minutos máis
}
cli-valid-hours = { $count ->
    [one] { $count } hora máis
   *[other] { $count } horas máis
}
cli-valid-days = { $count ->
    [one] { $count } día máis
   *[other] { $count } días máis
}

## Command line: the demo

demo-folder = Non queda nada desta demostración: o seu cartafol bórrase ao final.
demo-practice = Un servidor de prácticas funciona en { $url }
demo-bus = Un bus de mensaxes funciona en { $url }, con phal-oauth nel
demo-skill = Unha skill de exemplo uniuse ao bus e rexistrou a súa aplicación
demo-image = A skill pediu un código QR; un shell amosaría { $path }
demo-scan = Aquí tes un para este terminal. Escanéao co teu teléfono e preme «{ $button }»:
demo-approved = Aprobado sen unha persoa, como pide { $option }
demo-waiting = Agardando por ti, dez minutos como moito…
demo-token = A skill ten o seu token
demo-used = A skill usouno, e o servidor di: { $greeting }
demo-done = Feito: unha persoa non ten que facer nada máis.
demo-stopped = Detido.
