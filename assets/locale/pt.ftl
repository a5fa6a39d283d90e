## Pages: what became of a login

page-connected-label = Ligado
page-connected-title = Está feito
page-connected-lead = O seu dispositivo está agora ligado a { $service }.
page-connected-next = Pode fechar esta página. O resto acontece no seu dispositivo.

page-finishing-label = Um momento
page-finishing-title = A concluir o início de sessão
page-finishing-lead = O seu dispositivo está a obter o acesso a { $service }.
page-finishing-next = Esta página atualiza-se sozinha.

page-failed-label = Não ligado
page-failed-next = Pode fechar esta página e começar de novo no seu dispositivo.

page-denied-title = O acesso foi recusado
page-denied-lead = Não autorizou o seu dispositivo a usar { $service }. Nada foi ligado.
page-issuer-title = Respondeu o servidor errado
page-issuer-lead = A resposta não veio de { $service }, por isso não foi usada.
page-expired-title = Este início de sessão demorou demasiado
page-expired-lead = Para sua segurança, um início de sessão tem de ser concluído em dez minutos.
page-misconfigured-title = O serviço recusa esta aplicação
page-misconfigured-lead = { $service } não aceita o ID de cliente, o segredo ou o endereço que o seu dispositivo usa. Verifique-os na página de programadores do serviço.
page-misconfigured-bare = O serviço não aceita o ID de cliente, o segredo ou o endereço que o seu dispositivo usa. Verifique-os na página de programadores.
page-misconfigured-next = Continue aqui para corrigir isso ou para tentar outra coisa.
page-unavailable-title = Não funcionou neste momento
page-unavailable-lead = { $service } não conseguiu concluir o início de sessão. Tente de novo dentro de momentos.
page-storage-title = O seu dispositivo não conseguiu guardar isto
page-storage-lead = Verifique se tem espaço livre e tente de novo.
page-error-title = O início de sessão não funcionou
page-error-lead = { $service } respondeu com um erro, por isso nada foi ligado.

## Pages: requests that lead nowhere

page-unknown-title = Nenhum início de sessão espera por isto
page-unknown-lead = Esta página não pertence a nenhum início de sessão que o seu dispositivo tenha começado, ou pertence a um que já terminou há muito.
page-incomplete-title = Esta hiperligação está incompleta
page-incomplete-lead = O serviço devolveu uma resposta que o seu dispositivo não consegue ler.
page-unready-title = Esta aplicação não está pronta
page-unready-lead = A skill por trás desta hiperligação não está configurada para um início de sessão.
page-setup-title = Esta aplicação está mal configurada
page-setup-lead = O endereço do serviço não pode ser usado. Verifique as definições da skill.
page-offline-title = O seu dispositivo está sem rede
page-offline-lead = Não tem um endereço de rede a que o serviço possa responder. Ligue-o primeiro à rede.
page-later-lead = Tente de novo dentro de momentos.
page-nothing-lead = Nada foi ligado.

page-used-title = Este código já não é válido
page-used-lead = Já foi usado, ou ninguém o usou em dez minutos.
page-used-next = Peça um novo código ao seu dispositivo e leia esse.

page-over-label = Terminado
page-over-title = Este início de sessão terminou
page-over-lead = O resultado já não está guardado aqui.
page-over-next = Pergunte ao seu dispositivo se está ligado.

page-nowhere-label = Nada aqui
page-nowhere-title = Esta página não existe
page-nowhere-lead = Verifique o endereço, ou leia o código de novo.

page-host-label = Recusado
page-host-title = Este dispositivo tem outro nome
page-host-lead = Não responde ao nome que está na sua barra de endereço.
page-host-next = Use o endereço IP, ou acrescente o nome a { $setting } nas definições do dispositivo.

## Pages: the front page

page-front-title = Os inícios de sessão do seu assistente de voz

## Pages: the practice server

practice-label = Servidor de treino
practice-consent-heading = Aprovar { $client }?
practice-consent-title = Deixar entrar { $client }?
practice-consent-lead = Aprove apenas se acabou de iniciar isto no seu próprio dispositivo.
practice-consent-scopes = Poderá usar
practice-consent-destination = A sua resposta é enviada para
practice-consent-note = Isto é só um treino: não há nenhuma conta por trás desta página e nada de real é concedido.
practice-consent-approve = Aprovar
practice-consent-refuse = Recusar
practice-error-note = Esta página não concedeu nada. Pode fechá-la.
practice-long-title = Era demasiado longo
practice-long-lead = O pedido é mais longo do que este servidor lê.
practice-client-title = Aplicação desconhecida
practice-client-lead = O pedido não indica nenhum client_id, indica dois, ou indica um que não está registado aqui.
practice-return-title = Endereço de retorno desconhecido
practice-return-lead = O redirect_uri falta ou não está registado para esta aplicação, por isso a resposta não é enviada para lado nenhum.
practice-decision-title = Sem decisão
practice-decision-lead = O formulário não diz sim nem não.
practice-answered-title = Já respondido
practice-answered-lead = Este pedido já foi respondido ou esperou demasiado. Comece de novo no dispositivo.

## Pages: letting a program in by its code

activate-code-title = Deixar entrar um programa
activate-code-lead = O programa mostra um código de oito letras. Escreva-o aqui para ver o que pede.
activate-code-label = Código
activate-code-on = Continuar
activate-unknown = Nenhum programa espera por este código. Verifique as letras. Se estiverem certas, o código já foi usado ou é demasiado antigo: comece de novo no programa.
activate-stale = Esta página era demasiado antiga, ou o seu navegador não guarda cookies. Escreva o código de novo.
activate-too-many = { $count ->
    [one] Demasiados códigos errados. Tente de novo dentro de um minuto, ou leia o código que o programa mostra.
   *[other] Demasiados códigos errados. Tente de novo dentro de { $count } minutos, ou leia o código que o programa mostra.
}
activate-title = Deixar entrar { $client }?
activate-lead = Este programa quer acesso. Mantém-no, mesmo na sua ausência, até que lho retire.
activate-lead-home = Este programa quer acesso. Mantém-no, mesmo na sua ausência, até que lho retire em “As suas ligações”.
activate-scopes = Poderá
activate-token = Usar a sua ligação a { $app }
activate-token-all = Usar todas as suas ligações, também as futuras
activate-token-note = Recebe o token de cada uma destas ligações e usa-o sem voltar a perguntar.
activate-all-warning = É tudo aquilo em que o seu dispositivo tem sessão iniciada. Deixe entrar apenas programas a que confie tudo isso.
activate-address = O pedido vem de
activate-here = O seu próprio dispositivo ({ $address })
activate-code = O programa mostra este código?
activate-warning = Se não, se não foi você que começou isto ou se alguém lhe enviou o código ou um endereço: recuse.
activate-approve = Sim, deixar entrar
activate-refuse = Recusar
activate-approved-title = O programa tem acesso
activate-approved-lead = Ele dá por isso sozinho em poucos segundos.
activate-approved-note = Pode retirar-lhe o acesso a qualquer momento em “As suas ligações”. Pode fechar esta página.
activate-refused-title = Nada foi concedido
activate-refused-lead = O programa fica a saber que recusou.
activate-done-note = Pode fechar esta página.

# For who has not shown yet that they are at the device.
activate-door-title = Está junto do seu dispositivo?
activate-door-lead = Um programa pede acesso às suas ligações. Só quem está junto do dispositivo deixa entrar programas, por isso mostre primeiro que está aí.
activate-door-show = Mostrar um código QR no dispositivo
activate-door-scan = Depois leia-o com este telemóvel.
activate-door-shown = O seu dispositivo mostra agora um código QR no ecrã. Leia-o com este telemóvel: é válido durante cinco minutos e uma só vez.
activate-door-often = O seu dispositivo já mostrou vários códigos QR. Espere um minuto e peça-o de novo.
activate-door-or = ou
activate-door-digits = Execute “phal-oauth dashboard” no seu dispositivo: ele mostra-lhe seis algarismos.
activate-door-wrong = Estes algarismos não estão certos, ou já não são válidos. Execute outra vez “phal-oauth dashboard” para ter novos.
activate-door-aloud = Os algarismos que o dispositivo diz em voz alta não deixam entrar nenhum programa, porque outros programas também os ouvem. Escolha outra forma em baixo.
activate-door-terminal = Num terminal do dispositivo, isto também deixa entrar o programa:
activate-link-lead = Alguém pediu este endereço ao seu dispositivo para deixar entrar um programa. A página seguinte diz qual é e o que quer. Se não foi você, feche esta página.
activate-over-next = Volte à página onde o pediu e peça um novo.

## Pages: requests that are refused

page-refused-label = Recusado
page-many-title = Demasiadas vezes
page-many-lead = O seu dispositivo não aceita mais pedidos seus durante um momento.
page-many-next = Espere um momento e recarregue esta página.
page-foreign-title = Isto veio de outra página
page-foreign-lead = Uma página alheia enviou algo ao seu dispositivo, por isso nada foi feito.
page-foreign-next = Se carregou num botão da página do seu dispositivo, abra-a de novo e repita.
page-stale-title = Esta página era demasiado antiga
page-stale-lead = Foi aberta antes de o seu dispositivo reiniciar, ou o seu navegador não guarda cookies.
page-stale-next = Volte atrás, recarregue a página e repita o que fez.
page-form-title = O seu dispositivo não consegue ler isto
page-form-lead = Foi enviado numa forma que o seu dispositivo não conhece.
page-long-title = Era demasiado texto
page-long-lead = O seu dispositivo não lê mais de 48 kilobytes de cada vez.
page-long-next = Volte atrás e escreva menos.
page-slow-title = Demorou demasiado
page-slow-lead = O seu dispositivo esperou pelo resto do que enviou.
page-slow-next = Volte atrás e tente de novo, mais perto do seu Wi-Fi.
page-method-title = Isso não funciona aqui
page-method-lead = Esta página pode ser aberta, mas nada lhe pode ser enviado.

## Pages: the front page, where a code that the device says is typed

front-lead = O seu dispositivo tem um código de seis algarismos para si. Escreva-o aqui para continuar.
front-say = Pedir ao dispositivo que diga o código
front-said = O seu dispositivo está a dizer o código. Ouça e escreva-o aqui.
front-not-said = Nenhum início de sessão está à espera. Peça primeiro ao seu dispositivo que inicie sessão num serviço.
front-said-often = O seu dispositivo já disse o código várias vezes. Espere um minuto e peça-o de novo.
front-digits = Seis algarismos
front-hint = São válidos durante cinco minutos.
front-enter = Continuar
front-else = Não tem código? Peça ao seu dispositivo que inicie sessão num serviço e ele dirá o que fazer.
front-no-digits = Escreva os seis algarismos e mais nada.
front-wrong = Estes algarismos não estão certos, ou já não são válidos. Peça ao seu dispositivo que os repita.
front-too-many = { $count ->
    [one] Demasiados códigos errados. Espere um minuto e peça um novo ao seu dispositivo.
   *[other] Demasiados códigos errados. Espere { $count } minutos e peça um novo ao seu dispositivo.
}

## Pages: the dashboard

dashboard-title = As suas ligações
dashboard-link-lead = Aqui vê a que serviços o seu dispositivo está ligado, liga outros e termina ligações.
dashboard-link-open = Mostrar as minhas ligações
dashboard-link-note = Este endereço funciona uma vez. Depois, este navegador mantém a sessão até uma hora.
dashboard-closed-label = Fechado
dashboard-closed-title = Abra isto de novo
dashboard-closed-lead = Para sua segurança, a lista das suas ligações fecha-se quando ninguém a usa.
dashboard-next = Peça ao seu dispositivo que mostre as suas ligações, ou execute nele “phal-oauth dashboard”.
dashboard-over-title = Este endereço já não é válido
dashboard-over-lead = Já foi usado, ou tem mais de cinco minutos.
dashboard-empty = Ainda nenhuma skill pediu um serviço.
dashboard-connected = Ligado
dashboard-not-connected = Não ligado
dashboard-needs-credentials = Falta configurar
dashboard-needs-login = Iniciar sessão de novo
dashboard-misconfigured = Mal configurado
dashboard-pending = Há um início de sessão à espera de que o conclua.
dashboard-needs-login-note = O serviço terminou esta ligação. Ligue-o de novo para continuar.
dashboard-misconfigured-note = O serviço recusa o ID de cliente, o segredo ou o endereço desta aplicação. Ligue-o de novo: pode voltar a escrever ali o que escreveu.
dashboard-ends-never = Continua ligado.
dashboard-ended = É renovado na próxima utilização.
dashboard-ends-minutes = { $count ->
    [one] É renovado dentro de um minuto.
   *[other] Válido por mais { $count } minutos, depois é renovado.
}
dashboard-ends-hours = { $count ->
    [one] Válido por mais uma hora, depois é renovado.
   *[other] Válido por mais { $count } horas, depois é renovado.
}
dashboard-ends-days = { $count ->
    [one] Válido por mais um dia, depois é renovado.
   *[other] Válido por mais { $count } dias, depois é renovado.
}
dashboard-lasts-minutes = { $count ->
    [one] Válido por mais um minuto.
   *[other] Válido por mais { $count } minutos.
}
dashboard-lasts-hours = { $count ->
    [one] Válido por mais uma hora.
   *[other] Válido por mais { $count } horas.
}
dashboard-lasts-days = { $count ->
    [one] Válido por mais um dia.
   *[other] Válido por mais { $count } dias.
}
dashboard-connect = Ligar
dashboard-connect-again = Ligar de novo
dashboard-more = Terminar ou remover
dashboard-disconnect = Desligar
dashboard-disconnect-note = O serviço é avisado de que a ligação termina. A skill pode ser ligada de novo a qualquer momento.
dashboard-forget = Remover
dashboard-forget-note = Termina a ligação e esquece tudo sobre ela. Uma skill ainda instalada trá-la de volta, sem o seu início de sessão.
dashboard-add = Ligar outro serviço
dashboard-leave = Fechar

## Pages: the dashboard's programs

programs-title = Programas com acesso
programs-lead = Deixou-os entrar com um código. Vão buscar sozinhos aquilo que podem.
programs-from = Pedido a partir de { $address }
programs-from-here = Pedido a partir do seu próprio dispositivo
programs-since = { $count ->
    [0] Entrou nas últimas 24 horas.
    [one] Entrou há um dia.
   *[other] Entrou há { $count } dias.
}
programs-used = { $count ->
    [0] Usado nas últimas 24 horas.
    [one] Usado há um dia.
   *[other] Usado há { $count } dias.
}
programs-unused = Ainda não foi usado.
programs-withdraw = Retirar o acesso
programs-withdraw-note = Um programa a que retira o acesso não recebe nenhum token novo. O que já foi buscar continua válido até expirar: para terminar também esse, escolha “Desligar” no respetivo serviço, em cima.

## Pages: services that no skill has asked for

services-title = Ligar um serviço
services-lead = Escolha o serviço. A página seguinte diz-lhe o que fazer.
services-back = Voltar às minhas ligações
services-closed = Daqui não
services-relay = Estes só enviam respostas para endereços https. Uma página de retransmissão sua resolve isso: “phal-oauth relay” no seu dispositivo diz como.
services-way-device = Com um código
services-way-direct = Na página de início de sessão
services-way-relay = Pela página de retransmissão
services-way-loopback = Com um endereço a copiar de volta
services-way-paste = Com um código a copiar de volta
services-way-token = Com uma chave da página

## Pages: on to the service after a form

onward-title = Para o serviço
onward-lead = A página de início de sessão abre-se sozinha. Se não abrir, carregue no botão.
onward-go = Continuar

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Para ligar { $service }, abra este endereço no seu telefone: { $address }. Direi o código quando o pedir lá.
speech-dashboard = Para ver as suas ligações, abra este endereço no seu telefone: { $address }. Direi o código quando o pedir lá.
speech-connected = { $service } está ligado.
speech-denied = { $service } não está ligado, porque o acesso foi recusado.
speech-expired = { $service } não está ligado, porque ninguém concluiu o início de sessão a tempo.
speech-failed = { $service } não está ligado, porque o início de sessão não funcionou.
speech-code = O código é { $code }.
speech-code-at = Abra { $address } e escreva este código: { $code }.
speech-dot = ponto
speech-colon = dois pontos
speech-slash = barra
speech-dash = hífen

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } espera pelo seu início de sessão: leia o código, ou abra { $address } no telefone.

## Pages: the steps of a login

go-title = Ligar { $service }
go-skill = Para
go-device = Em
go-scopes = Pede para
go-nobody = Qualquer programa no dispositivo
go-reason-relay = { $service } não envia respostas para endereços da sua rede doméstica, por isso a resposta vem pela página de retransmissão.
go-reason-loopback = { $service } não envia respostas para endereços da sua rede doméstica, por isso é você quem traz a resposta até aqui.
go-reason-paste = { $service } não envia respostas para endereços da sua rede doméstica, por isso mostra-lhe um código que traz para aqui.
go-reason-no-relay = Com uma página de retransmissão seria mais fácil: “phal-oauth relay” no seu dispositivo diz como.
go-others = Outra coisa
go-other-client = Escrever de novo o ID de cliente
go-other-address = Escrever de novo o endereço do seu servidor
go-return-lead = Já esteve aqui. Se { $service } recusou o que escreveu, pode escrevê-lo de novo abaixo.
go-return-refused = { $service } já recusou esta aplicação. Tente mais uma vez ou tente outra coisa abaixo.
go-send = Continuar
go-open = Abrir { $service }
go-wrong = O seu dispositivo não consegue usar isto. Verifique e tente de novo.
go-failed-again = Tentar de novo
go-failed-silent-title = { $service } não responde
go-failed-silent-address = Nada responde em { $address }. Verifique se o endereço está certo e se o seu servidor está ligado.
go-failed-silent-lead = O seu dispositivo não consegue chegar lá neste momento. Verifique a ligação à internet ou tente de novo dentro de momentos.
go-failed-strange-address = O que responde em { $address } não é o que o seu dispositivo espera de { $service }. Verifique o endereço.
go-failed-device-title = { $service } não dá nenhum código
go-failed-device-lead = { $service } não deixa esta aplicação iniciar sessão com um código. Escolha outra coisa abaixo.

go-instance-lead = { $service } é um servidor seu. Onde está?
go-instance-address = Endereço do seu servidor
go-instance-insecure = Isto não é seguro: fora da sua rede doméstica, um endereço tem de começar por https://
go-instance-wrong = Isto não é um endereço. Tem um aspeto como https://cloud.example ou http://homeassistant.local:8123
go-instance-empty = Escreva um endereço.

go-credentials-lead = { $service } quer conhecer o programa que inicia sessão. Registe-o uma vez na página de programadores e escreva aqui o que essa página mostra.
go-credentials-register = Registá-lo
go-credentials-console = Abrir a página de programadores
go-credentials-redirect = Endereço de redirecionamento a escrever lá, exatamente assim
go-credentials-qr = Mostrá-lo como código QR, para outro dispositivo
go-credentials-qr-label = Código QR do endereço de redirecionamento
go-credentials-port = Se o seu dispositivo tiver uma firewall, deixe passar a porta { $port }.
go-credentials-type = Escrever o que ela mostra
go-credentials-id = ID de cliente
go-credentials-secret = Segredo de cliente
go-credentials-secret-optional = Segredo de cliente, se houver
go-credentials-id-missing = Escreva o ID de cliente.
go-credentials-secret-missing = Escreva também o segredo de cliente.
go-credentials-refused = { $service } recusou o ID de cliente ou o segredo que foram escritos aqui. Compare-os com a página de programadores e escreva-os de novo.
go-credentials-refused-else = Se estiverem certos, tente outra coisa abaixo.

go-device-lead = Abra { $service } e compare ou escreva este código. Esta página continua sozinha.
go-device-lead-link = Abra { $service } e aprove lá. Esta página continua sozinha.
go-device-code = O seu código
go-device-elsewhere = Noutro dispositivo, abra
go-device-waiting = À espera da sua aprovação
go-device-expired-title = Este código expirou
go-device-expired-lead = Ninguém o confirmou a tempo.
go-device-refused-title = O acesso foi recusado
go-device-refused-lead = Não autorizou o seu dispositivo a usar { $service }. Nada foi ligado.
go-device-again = Obter um novo código

go-loopback-lead = Três passos, e pelo meio parece um erro: é mesmo assim.
go-loopback-one = Inicie sessão e aprove
go-loopback-one-note = Abre-se num novo separador. Deixe este aberto.
go-loopback-two = Uma página que não carrega
go-loopback-two-note = Depois o seu telefone mostra uma página inacessível. É do endereço dela que o seu dispositivo precisa. Toque na barra de endereço e copie-o todo.
go-loopback-picture = Um telefone com uma página inacessível. A barra de endereço, em cima, começa por 127.0.0.1 e está realçada.
go-loopback-three = Cole o endereço aqui
go-loopback-field = Endereço da página que não carregou

go-paste-lead = Dois passos: aprove lá e traga o código para aqui.
go-paste-one = Inicie sessão e aprove
go-paste-one-note = Abre-se num novo separador e no fim mostra um código. Copie-o.
go-paste-two = Cole o código aqui
go-paste-field = Código

go-wrong-nothing = Nada foi colado. Copie o endereço todo da barra de endereço.
go-wrong-long = Isto é demasiado longo. Copie apenas o endereço da barra de endereço.
go-wrong-no-answer = Este endereço ainda não contém uma resposta. Aprove primeiro e copie depois o endereço da página que não carrega.
go-wrong-no-code = Isto não é um endereço nem um código. Copie de novo o endereço todo.
go-wrong-no-state = Um código sozinho não diz a que início de sessão pertence. Cole o endereço todo.
go-wrong-no-token = Isto não é uma chave. Copie-a de novo, sem espaços à volta.
go-wrong-old = Esta é a resposta a um início de sessão que já terminou. Comece de novo pelo primeiro passo.

go-token-lead = { $service } dá-lhe uma chave para o seu dispositivo. Crie uma na página do serviço e cole-a aqui.
go-token-make = Criar uma chave
go-token-console = Abrir a página
go-token-type = Cole a chave aqui
go-token-field = Chave

go-confirm-lead = Inicia sessão em { $service }. Depois, uma página pergunta se quer continuar para o seu dispositivo.
go-confirm-phrase = Tem de mostrar estas duas palavras
go-confirm-stuck = Essa página não chega ao seu dispositivo?
go-confirm-paste = Cole aqui o que ela mostra
go-confirm-note = Se mostrar outras, ou se não foi você que começou isto, feche-a.

go-no-way-title = Daqui não é possível iniciar sessão
go-no-way-lead = Tal como está configurado, o seu dispositivo não consegue chegar a este serviço.
go-no-way-next = “phal-oauth providers” no seu dispositivo diz de que precisa cada serviço.
go-relay-blocked-title = A página de retransmissão não leva ao seu dispositivo
go-relay-blocked-lead = Só leva respostas a dispositivos da rede doméstica, e o seu é conhecido por outro endereço.
go-relay-blocked-next = Defina advertise_host no seu dispositivo com o endereço dele na sua rede doméstica.
go-needs-relay-title = Este serviço precisa de uma página de retransmissão
go-needs-relay-lead = Só envia respostas para endereços https, e o seu dispositivo não tem nenhum. Uma página de retransmissão sua fá-las chegar.
go-needs-relay-next = Execute “phal-oauth relay” no seu dispositivo: escreve a página e diz onde a colocar.

## Pages: what a service lets a program do

scope-identity = Ver quem é
scope-profile = Ver o seu nome e a sua fotografia
scope-email = Ver o seu endereço de e-mail
scope-lasting = Continuar ligado enquanto está fora
scope-playback-read = Ver o que está a tocar
scope-playback-control = Controlar o que está a tocar
scope-streaming = Tocar música neste dispositivo
scope-playlists-read = Ver as suas listas de reprodução
scope-playlists-write = Alterar as suas listas de reprodução
scope-library-read = Ver a sua biblioteca de música
scope-library-write = Alterar a sua biblioteca de música
scope-history-read = Ver o que ouviu
scope-follow-read = Ver quem segue
scope-calendar-read = Ver o seu calendário
scope-calendar-write = Ver e alterar o seu calendário
scope-mail-read = Ler o seu e-mail
scope-mail-send = Enviar e-mails por si
scope-files-read = Ver os seus ficheiros
scope-files-write = Ver e alterar os seus ficheiros
scope-contacts-read = Ver os seus contactos
scope-tasks-read = Ver as suas tarefas
scope-tasks-write = Ver e alterar as suas tarefas
scope-video-read = Ver a sua conta do YouTube
scope-video-write = Gerir a sua conta do YouTube
scope-home = Controlar os dispositivos da sua casa
scope-repositories = Ver e alterar os seus repositórios

## Command line

cli-or-open = ou abra { $url }
cli-or-type = ou abra { $url } e escreva { $digits }
cli-connect-scan = Leia isto com o seu telefone para ligar { $app }:
cli-connect-waiting = À espera da sua aprovação…
cli-connect-no-link = O serviço do dispositivo não deu nenhum endereço.
cli-connected = { $app } está ligado.
cli-not-connected = { $app } não está ligado:
cli-disconnected = { $app } está desligado.
cli-cancelled = { $app } já não tem nenhum início de sessão à espera.
cli-forgotten = { $app } está esquecido.
cli-remote-done = O serviço foi avisado.
cli-remote-queued = Ainda não foi possível avisar o serviço: será avisado assim que estiver acessível.
cli-remote-refused = O serviço recusa terminar o acesso: termine-o na página de aplicações ligadas dele.
cli-paste-prompt = Cole o endereço ou o código e prima Enter:
cli-dashboard-scan = Leia isto com o seu telefone para ver as suas ligações:
cli-dashboard-once = O endereço e os algarismos funcionam uma vez, durante cinco minutos.
cli-status-none = Ainda não há nenhuma aplicação registada: as skills registam a sua quando arrancam.
# Heads of the columns of a table.
cli-status-app = APLICAÇÃO
cli-status-state = ESTADO
cli-status-valid = VALIDADE
cli-state-connected = ligado
cli-state-not-authenticated = sem sessão iniciada
cli-state-needs-login = novo início de sessão
cli-state-needs-credentials = faltam credenciais
cli-state-misconfigured = mal configurado
cli-valid-waiting = um início de sessão à espera
cli-valid-no-end = sem fim indicado
cli-valid-ended = expirado, será renovado
cli-valid-minutes = { $count ->
    [one] mais { $count } minuto
   *[other] mais { $count } minutos
}
cli-valid-hours = { $count ->
    [one] mais { $count } hora
   *[other] mais { $count } horas
}
cli-valid-days = { $count ->
    [one] mais { $count } dia
   *[other] mais { $count } dias
}

## Command line: the demo

demo-folder = Nada fica desta demonstração: a pasta dela é apagada no fim.
demo-practice = Um servidor de treino funciona em { $url }
demo-bus = Um bus de mensagens funciona em { $url }, com o phal-oauth nele
demo-skill = Uma skill de exemplo juntou-se ao bus e registou a sua aplicação
demo-image = A skill pediu um código QR; um shell mostraria { $path }
demo-scan = Aqui está um para este terminal. Leia-o com o seu telefone e carregue em “{ $button }”:
demo-approved = Aprovado sem uma pessoa, como { $option } pede
demo-waiting = À sua espera, dez minutos no máximo…
demo-token = A skill tem o seu token
demo-used = A skill usou-o, e o servidor diz: { $greeting }
demo-done = Está feito: uma pessoa não tem de fazer mais nada.
demo-stopped = Parado.
