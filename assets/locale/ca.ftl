## Pages: what became of a login

page-connected-label = Connectat
page-connected-title = Tot a punt
page-connected-lead = El teu dispositiu ja està connectat a { $service }.
page-connected-next = Pots tancar aquesta pàgina. La resta passa al teu dispositiu.

page-finishing-label = Un moment
page-finishing-title = S’està acabant l’inici de sessió
page-finishing-lead = El teu dispositiu està obtenint l’accés a { $service }.
page-finishing-next = Aquesta pàgina s’actualitza sola.

page-failed-label = No connectat
page-failed-next = Pots tancar aquesta pàgina i tornar a començar al teu dispositiu.

page-denied-title = S’ha denegat l’accés
page-denied-lead = Has decidit que el teu dispositiu no faci servir { $service }. No s’ha connectat res.
page-issuer-title = Ha respost el servidor equivocat
page-issuer-lead = La resposta no venia de { $service }, o sigui que no s’ha fet servir.
page-expired-title = Aquest inici de sessió ha trigat massa
page-expired-lead = Per la teva seguretat, un inici de sessió s’ha d’acabar en deu minuts.
page-misconfigured-title = El servei rebutja aquesta aplicació
page-misconfigured-lead = { $service } no accepta l’ID de client, el secret o l’adreça que fa servir el teu dispositiu. Comprova’ls a la pàgina per a desenvolupadors del servei.
page-misconfigured-bare = El servei no accepta l’ID de client, el secret o l’adreça que fa servir el teu dispositiu. Comprova’ls a la seva pàgina per a desenvolupadors.
page-misconfigured-next = Continua aquí per corregir-ho o per provar una altra cosa.
page-unavailable-title = Ara mateix no ha funcionat
page-unavailable-lead = { $service } no ha pogut acabar l’inici de sessió. Torna-ho a provar d’aquí a un moment.
page-storage-title = El teu dispositiu no ha pogut desar això
page-storage-lead = Comprova que tingui espai lliure i torna-ho a provar.
page-error-title = L’inici de sessió no ha funcionat
page-error-lead = { $service } ha respost amb un error, o sigui que no s’ha connectat res.

## Pages: requests that lead nowhere

page-unknown-title = Cap inici de sessió espera això
page-unknown-lead = Aquesta pàgina no correspon a cap inici de sessió que hagi començat el teu dispositiu, o a un que va acabar fa temps.
page-incomplete-title = Aquest enllaç és incomplet
page-incomplete-lead = El servei t’ha retornat amb una resposta que el teu dispositiu no pot llegir.
page-unready-title = Aquesta aplicació no està a punt
page-unready-lead = La skill d’aquest enllaç no està configurada per iniciar sessió.
page-setup-title = Aquesta aplicació està mal configurada
page-setup-lead = L’adreça del servei no es pot fer servir. Revisa la configuració de la skill.
page-offline-title = El teu dispositiu no té connexió
page-offline-lead = No té cap adreça de xarxa a la qual el servei pugui respondre. Connecta’l primer a la xarxa.
page-later-lead = Torna-ho a provar d’aquí a un moment.
page-nothing-lead = No s’ha connectat res.

page-used-title = Aquest codi ja no és vàlid
page-used-lead = Ja s’ha fet servir, o ningú l’ha fet servir en deu minuts.
page-used-next = Demana un codi nou al teu dispositiu i escaneja aquell.

page-over-label = Acabat
page-over-title = Aquest inici de sessió s’ha acabat
page-over-lead = El resultat ja no es guarda aquí.
page-over-next = Pregunta al teu dispositiu si està connectat.

page-nowhere-label = Aquí no hi ha res
page-nowhere-title = Aquesta pàgina no existeix
page-nowhere-lead = Comprova l’adreça o torna a escanejar el codi.

page-host-label = Rebutjat
page-host-title = Aquest dispositiu té un altre nom
page-host-lead = No respon al nom que hi ha a la teva barra d’adreces.
page-host-next = Fes servir la seva adreça IP o afegeix el nom a { $setting } a la seva configuració.

## Pages: the front page

page-front-title = Els inicis de sessió del teu assistent de veu

## Pages: the practice server

practice-label = Servidor de pràctiques
practice-consent-heading = Vols aprovar { $client }?
practice-consent-title = Vols deixar entrar { $client }?
practice-consent-lead = Aprova-ho només si ho acabes de començar tu, al teu propi dispositiu.
practice-consent-scopes = Podrà fer servir
practice-consent-destination = La teva resposta va a
practice-consent-note = Això és només una pràctica: no hi ha cap compte darrere d’aquesta pàgina i no es concedeix res de real.
practice-consent-approve = Aprova
practice-consent-refuse = Rebutja
practice-error-note = Aquesta pàgina no ha concedit res. La pots tancar.
practice-long-title = Era massa llarg
practice-long-lead = La petició és més llarga del que llegeix aquest servidor.
practice-client-title = Aplicació desconeguda
practice-client-lead = La petició no indica cap client_id, n’indica dos o n’indica un que no està registrat aquí.
practice-return-title = Adreça de retorn desconeguda
practice-return-lead = El redirect_uri falta o no està registrat per a aquesta aplicació, o sigui que la resposta no s’envia enlloc.
practice-decision-title = Cap decisió
practice-decision-lead = El formulari no diu ni que sí ni que no.
practice-answered-title = Ja respost
practice-answered-lead = Aquesta petició ja s’ha respost o ha esperat massa. Torna a començar des del dispositiu.

## Pages: letting a program in by its code

activate-code-title = Deixa entrar un programa
activate-code-lead = El programa mostra un codi de vuit lletres. Escriu-lo aquí per veure què demana.
activate-code-label = Codi
activate-code-on = Continua
activate-unknown = Cap programa espera aquest codi. Comprova les lletres. Si són correctes, el codi ja s’ha fet servir o és massa antic: torna a començar al programa.
activate-stale = Aquesta pàgina era massa antiga, o el teu navegador no desa les galetes. Torna a escriure el codi.
activate-too-many = { $count ->
    [one] Massa codis incorrectes. Torna-ho a provar d’aquí a un minut, o escaneja el codi que mostra el programa.
   *[other] Massa codis incorrectes. Torna-ho a provar d’aquí a { $count } minuts, o escaneja el codi que mostra el programa.
}
activate-title = Vols deixar entrar { $client }?
activate-lead = Aquest programa vol accés. El conserva, també quan no hi ets, fins que l’hi retires.
activate-lead-home = Aquest programa vol accés. El conserva, també quan no hi ets, fins que l’hi retires a «Les teves connexions».
activate-scopes = Podrà
activate-token = Fer servir la teva connexió amb { $app }
activate-token-all = Fer servir totes les teves connexions, també les futures
activate-token-note = Rep el testimoni de cadascuna d’aquestes connexions i el fa servir sense tornar-te a preguntar.
activate-all-warning = És tot allò on el teu dispositiu té la sessió iniciada. Deixa entrar només programes als quals confiïs tot això.
activate-address = Ho demana des de
activate-here = El teu propi dispositiu ({ $address })
activate-code = El programa mostra aquest codi?
activate-warning = Si no, si no ho has començat tu o si algú t’ha enviat el codi o un enllaç: rebutja-ho.
activate-approve = Sí, deixa’l entrar
activate-refuse = Rebutja
activate-approved-title = El programa té accés
activate-approved-lead = Se n’adona sol en pocs segons.
activate-approved-note = Pots retirar-li l’accés sempre que vulguis a «Les teves connexions». Pots tancar aquesta pàgina.
activate-refused-title = No s’ha concedit res
activate-refused-lead = El programa s’assabenta que ho has rebutjat.
activate-done-note = Pots tancar aquesta pàgina.

# For who has not shown yet that they are at the device.
activate-door-title = Ets al costat del teu dispositiu?
activate-door-lead = Un programa demana accés a les teves connexions. Només qui és al costat del dispositiu deixa entrar programes, així que primer mostra que hi ets.
activate-door-show = Mostra un codi QR al dispositiu
activate-door-scan = Després escaneja’l amb aquest telèfon.
activate-door-shown = El teu dispositiu mostra ara un codi QR a la pantalla. Escaneja’l amb aquest telèfon: és vàlid durant cinc minuts i una sola vegada.
activate-door-often = El teu dispositiu ja ha mostrat diversos codis QR. Espera un minut i torna-ho a demanar.
activate-door-or = o
activate-door-digits = Executa «phal-oauth dashboard» al teu dispositiu: et mostra sis xifres.
activate-door-wrong = Aquestes xifres no són correctes o ja no són vàlides. Torna a executar «phal-oauth dashboard» per tenir-ne de noves.
activate-door-aloud = Les xifres que el dispositiu diu en veu alta no deixen entrar cap programa, perquè altres programes també les senten. Tria una altra manera aquí sota.
activate-door-terminal = En un terminal del dispositiu, això també deixa entrar el programa:
activate-link-lead = Algú ha demanat aquest enllaç al teu dispositiu per deixar entrar un programa. La pàgina següent diu quin és i què vol. Si no has estat tu, tanca aquesta pàgina.
activate-over-next = Torna a la pàgina on l’has demanat i demana’n un de nou.

## Pages: requests that are refused

page-refused-label = Rebutjat
page-many-title = Massa vegades
page-many-lead = El teu dispositiu no accepta més peticions teves durant un moment.
page-many-next = Espera un moment i torna a carregar aquesta pàgina.
page-foreign-title = Això venia d’una altra pàgina
page-foreign-lead = Una pàgina aliena ha enviat alguna cosa al teu dispositiu, o sigui que no s’ha fet res.
page-foreign-next = Si has premut un botó a la pàgina del teu dispositiu, torna-la a obrir i repeteix-ho.
page-stale-title = Aquesta pàgina era massa antiga
page-stale-lead = Es va obrir abans que el teu dispositiu es reiniciés, o el teu navegador no desa les galetes.
page-stale-next = Torna enrere, torna a carregar la pàgina i repeteix el que has fet.
page-form-title = El teu dispositiu no pot llegir això
page-form-lead = S’ha enviat d’una manera que el teu dispositiu no coneix.
page-long-title = Era massa text
page-long-lead = El teu dispositiu no llegeix més de 48 kilobytes de cop.
page-long-next = Torna enrere i escriu menys.
page-slow-title = Ha trigat massa
page-slow-lead = El teu dispositiu ha esperat la resta del que enviaves.
page-slow-next = Torna enrere i torna-ho a provar, més a prop de la teva Wi-Fi.
page-method-title = Això aquí no funciona
page-method-lead = Aquesta pàgina es pot obrir, però no s’hi pot enviar res.

## Pages: the front page, where a code that the device says is typed

front-lead = El teu dispositiu té un codi de sis xifres per a tu. Escriu-lo aquí per continuar.
front-say = Que el dispositiu digui el codi
front-said = El teu dispositiu està dient el codi. Escolta i escriu-lo aquí.
front-not-said = No hi ha cap inici de sessió en espera. Primer demana al teu dispositiu que iniciï sessió en un servei.
front-said-often = El teu dispositiu ja ha dit el codi diverses vegades. Espera un minut i torna-ho a demanar.
front-digits = Sis xifres
front-hint = Són vàlides durant cinc minuts.
front-enter = Continua
front-else = No tens cap codi? Demana al teu dispositiu que iniciï sessió en un servei i et dirà què has de fer.
front-no-digits = Escriu les sis xifres i res més.
front-wrong = Aquestes xifres no són correctes o ja no són vàlides. Demana al teu dispositiu que les repeteixi.
front-too-many = { $count ->
    [one] Massa codis incorrectes. Espera un minut i demana’n un de nou al teu dispositiu.
   *[other] Massa codis incorrectes. Espera { $count } minuts i demana’n un de nou al teu dispositiu.
}

## Pages: the dashboard

dashboard-title = Les teves connexions
dashboard-link-lead = Aquí veus a quins serveis està connectat el teu dispositiu, en connectes d’altres i acabes connexions.
dashboard-link-open = Mostra les meves connexions
dashboard-link-note = Aquest enllaç serveix una vegada. Després, aquest navegador manté la sessió fins a una hora.
dashboard-closed-label = Tancat
dashboard-closed-title = Torna-ho a obrir
dashboard-closed-lead = Per la teva seguretat, la llista de les teves connexions es tanca quan ningú la fa servir.
dashboard-next = Demana al teu dispositiu que mostri les seves connexions o executa-hi «phal-oauth dashboard».
dashboard-over-title = Aquest enllaç ja no és vàlid
dashboard-over-lead = Ja s’ha fet servir o té més de cinc minuts.
dashboard-empty = Cap skill ha demanat encara un servei.
dashboard-connected = Connectat
dashboard-not-connected = No connectat
dashboard-needs-credentials = S’ha de configurar
dashboard-needs-login = Torna a iniciar sessió
dashboard-misconfigured = Mal configurat
dashboard-pending = Hi ha un inici de sessió que espera que l’acabis.
dashboard-needs-login-note = El servei ha acabat aquesta connexió. Torna’l a connectar per continuar.
dashboard-misconfigured-note = El servei rebutja l’ID de client, el secret o l’adreça d’aquesta aplicació. Torna’l a connectar: allà pots tornar a escriure el que hagis escrit tu.
dashboard-ends-never = Continua connectat.
dashboard-ended = Es renova amb el pròxim ús.
dashboard-ends-minutes = { $count ->
    [one] Es renova d’aquí a menys d’un minut.
   *[other] Vàlida { $count } minuts més, després es renova.
}
dashboard-ends-hours = { $count ->
    [one] Vàlida una hora més, després es renova.
   *[other] Vàlida { $count } hores més, després es renova.
}
dashboard-ends-days = { $count ->
    [one] Vàlida un dia més, després es renova.
   *[other] Vàlida { $count } dies més, després es renova.
}
dashboard-lasts-minutes = { $count ->
    [one] Vàlida un minut més.
   *[other] Vàlida { $count } minuts més.
}
dashboard-lasts-hours = { $count ->
    [one] Vàlida una hora més.
   *[other] Vàlida { $count } hores més.
}
dashboard-lasts-days = { $count ->
    [one] Vàlida un dia més.
   *[other] Vàlida { $count } dies més.
}
dashboard-connect = Connecta
dashboard-connect-again = Torna a connectar
dashboard-more = Acaba o treu
dashboard-disconnect = Desconnecta
dashboard-disconnect-note = S’avisa el servei que la connexió s’acaba. La skill es pot tornar a connectar sempre que vulguis.
dashboard-forget = Treu
dashboard-forget-note = Acaba la connexió i n’oblida tot. Una skill que encara està instal·lada la tornarà a portar, sense la teva sessió.
dashboard-add = Connecta un altre servei
dashboard-leave = Tanca

## Pages: the dashboard's programs

programs-title = Programes amb accés
programs-lead = Els has deixat entrar amb un codi. Recullen ells mateixos el que poden.
programs-from = Demanat des de { $address }
programs-from-here = Demanat des del teu propi dispositiu
programs-since = { $count ->
    [0] Ha entrat en les últimes 24 hores.
    [one] Va entrar fa un dia.
   *[other] Va entrar fa { $count } dies.
}
programs-used = { $count ->
    [0] Usat en les últimes 24 hores.
    [one] Usat fa un dia.
   *[other] Usat fa { $count } dies.
}
programs-unused = Encara no s’ha fet servir.
programs-withdraw = Retira l’accés
programs-withdraw-note = Un programa a qui retires l’accés no rep cap testimoni nou. El que ja ha recollit continua sent vàlid fins que caduca: per acabar també amb aquest, tria «Desconnecta» al seu servei, més amunt.

## Pages: services that no skill has asked for

services-title = Connecta un servei
services-lead = Tria el servei. La pàgina següent et diu què has de fer.
services-back = Torna a les meves connexions
services-closed = Des d’aquí no
services-relay = Aquests només envien respostes a adreces https. Una pàgina de retransmissió teva ho resol: «phal-oauth relay» al teu dispositiu diu com.
services-way-device = Amb un codi
services-way-direct = A la seva pàgina d’inici de sessió
services-way-relay = Per la pàgina de retransmissió
services-way-loopback = Amb una adreça que copies de tornada
services-way-paste = Amb un codi que copies de tornada
services-way-token = Amb una clau de la seva pàgina

## Pages: on to the service after a form

onward-title = Cap al servei
onward-lead = La seva pàgina d’inici de sessió s’obre sola. Si no, prem el botó.
onward-go = Continua

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Per connectar { $service }, obre aquesta adreça al telèfon: { $address }. Diré el codi quan el demanis allà.
speech-dashboard = Per veure les teves connexions, obre aquesta adreça al telèfon: { $address }. Diré el codi quan el demanis allà.
speech-connected = { $service } està connectat.
speech-denied = { $service } no està connectat, perquè s’ha denegat l’accés.
speech-expired = { $service } no està connectat, perquè ningú ha acabat l’inici de sessió a temps.
speech-failed = { $service } no està connectat, perquè l’inici de sessió no ha funcionat.
speech-code = El codi és { $code }.
speech-code-at = Obre { $address } i escriu aquest codi: { $code }.
speech-dot = punt
speech-colon = dos punts
speech-slash = barra
speech-dash = guionet

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } espera el teu inici de sessió: escaneja el codi, o obre { $address } al telèfon.

## Pages: the steps of a login

go-title = Connecta { $service }
go-skill = Per a
go-device = A
go-scopes = Demana
go-nobody = Qualsevol programa del dispositiu
go-reason-relay = { $service } no envia respostes a adreces de la xarxa de casa, o sigui que la resposta arriba per la pàgina de retransmissió.
go-reason-loopback = { $service } no envia respostes a adreces de la xarxa de casa, o sigui que portes tu la resposta fins aquí.
go-reason-paste = { $service } no envia respostes a adreces de la xarxa de casa, o sigui que et mostra un codi que portes aquí.
go-reason-no-relay = Amb una pàgina de retransmissió seria més fàcil: «phal-oauth relay» al teu dispositiu diu com.
go-others = Una altra cosa
go-other-client = Torna a escriure l’ID de client
go-other-address = Torna a escriure l’adreça del teu servidor
go-return-lead = Ja has estat aquí. Si { $service } ha rebutjat el que vas escriure, ho pots tornar a escriure a sota.
go-return-refused = { $service } ha rebutjat abans aquesta aplicació. Torna-ho a provar o prova una altra cosa a sota.
go-send = Continua
go-open = Obre { $service }
go-wrong = El teu dispositiu no pot fer servir això. Comprova-ho i torna-ho a provar.
go-failed-again = Torna-ho a provar
go-failed-silent-title = { $service } no respon
go-failed-silent-address = No respon res a { $address }. Comprova que l’adreça és correcta i que el teu servidor està engegat.
go-failed-silent-lead = El teu dispositiu no hi pot arribar ara mateix. Comprova la seva connexió a internet o torna-ho a provar d’aquí a un moment.
go-failed-strange-address = El que respon a { $address } no és el que el teu dispositiu espera de { $service }. Comprova l’adreça.
go-failed-device-title = { $service } no dona cap codi
go-failed-device-lead = { $service } no permet que aquesta aplicació iniciï sessió amb un codi. Tria una altra cosa a sota.

go-instance-lead = { $service } és un servidor teu. On és?
go-instance-address = Adreça del teu servidor
go-instance-insecure = Això no és segur: fora de la xarxa de casa, una adreça ha de començar per https://
go-instance-wrong = Això no és una adreça. És com https://cloud.example o http://homeassistant.local:8123
go-instance-empty = Escriu una adreça.

go-credentials-lead = { $service } vol conèixer el programa que inicia sessió. Registra’l una vegada a la seva pàgina per a desenvolupadors i després escriu aquí el que mostra aquella pàgina.
go-credentials-register = Registra’l
go-credentials-console = Obre la pàgina per a desenvolupadors
go-credentials-redirect = Adreça de redirecció que hi has d’escriure, exactament així
go-credentials-qr = Mostra-la com a codi QR, per a un altre dispositiu
go-credentials-qr-label = Codi QR de l’adreça de redirecció
go-credentials-port = Si el teu dispositiu té un tallafoc, deixa passar el port { $port }.
go-credentials-type = Escriu el que mostra
go-credentials-id = ID de client
go-credentials-secret = Secret de client
go-credentials-secret-optional = Secret de client, si n’hi ha
go-credentials-id-missing = Escriu l’ID de client.
go-credentials-secret-missing = Escriu també el secret de client.
go-credentials-refused = { $service } ha rebutjat l’ID de client o el secret que s’han escrit aquí. Compara’ls amb la seva pàgina per a desenvolupadors i torna’ls a escriure.
go-credentials-refused-else = Si són correctes, prova una altra cosa a sota.

go-device-lead = Obre { $service } i compara o escriu aquest codi. Aquesta pàgina continua sola.
go-device-lead-link = Obre { $service } i aprova-ho allà. Aquesta pàgina continua sola.
go-device-code = El teu codi
go-device-elsewhere = En un altre dispositiu, obre
go-device-waiting = S’està esperant la teva aprovació
go-device-expired-title = Aquest codi ha caducat
go-device-expired-lead = Ningú l’ha confirmat a temps.
go-device-refused-title = S’ha denegat l’accés
go-device-refused-lead = Has decidit que el teu dispositiu no faci servir { $service }. No s’ha connectat res.
go-device-again = Obtén un codi nou

go-loopback-lead = Tres passos, i entremig sembla un error: ha de ser així.
go-loopback-one = Inicia sessió i aprova-ho
go-loopback-one-note = S’obre en una pestanya nova. Deixa aquesta oberta.
go-loopback-two = Una pàgina que no es carrega
go-loopback-two-note = Després el telèfon mostra una pàgina inaccessible. El teu dispositiu en necessita l’adreça. Toca la barra d’adreces i copia-la tota.
go-loopback-picture = Un telèfon amb una pàgina inaccessible. La barra d’adreces, a dalt, comença per 127.0.0.1 i està ressaltada.
go-loopback-three = Enganxa aquí l’adreça
go-loopback-field = Adreça de la pàgina que no s’ha carregat

go-paste-lead = Dos passos: aprova-ho allà i porta el codi aquí.
go-paste-one = Inicia sessió i aprova-ho
go-paste-one-note = S’obre en una pestanya nova i al final mostra un codi. Copia’l.
go-paste-two = Enganxa aquí el codi
go-paste-field = Codi

go-wrong-nothing = No s’ha enganxat res. Copia tota l’adreça de la barra d’adreces.
go-wrong-long = Això és massa llarg. Copia només l’adreça de la barra d’adreces.
go-wrong-no-answer = Aquesta adreça encara no conté cap resposta. Primer aprova-ho i després copia l’adreça de la pàgina que no es carrega.
go-wrong-no-code = Això no és ni una adreça ni un codi. Torna a copiar tota l’adreça.
go-wrong-no-state = Un codi sol no diu a quin inici de sessió pertany. Enganxa tota l’adreça.
go-wrong-no-token = Això no és una clau. Torna-la a copiar, sense espais al voltant.
go-wrong-old = Aquesta és la resposta a un inici de sessió que ja s’ha acabat. Torna a començar pel primer pas.

go-token-lead = { $service } et dona una clau per al teu dispositiu. Crea’n una a la seva pàgina i enganxa-la aquí.
go-token-make = Crea una clau
go-token-console = Obre la seva pàgina
go-token-type = Enganxa aquí la clau
go-token-field = Clau

go-confirm-lead = Inicies sessió a { $service }. Després, una pàgina et pregunta si vols continuar al teu dispositiu.
go-confirm-phrase = Ha de mostrar aquestes dues paraules
go-confirm-stuck = Aquella pàgina no arriba al teu dispositiu?
go-confirm-paste = Enganxa aquí el que mostra
go-confirm-note = Si en mostra d’altres, o no ho has començat tu, tanca-la.

go-no-way-title = Des d’aquí no es pot iniciar sessió
go-no-way-lead = Tal com està configurat, el teu dispositiu no pot arribar a aquest servei.
go-no-way-next = «phal-oauth providers» al teu dispositiu diu què necessita cada servei.
go-relay-blocked-title = La pàgina de retransmissió no porta al teu dispositiu
go-relay-blocked-lead = Només porta respostes a dispositius de la xarxa de casa, i el teu es coneix per una altra adreça.
go-relay-blocked-next = Posa a advertise_host del teu dispositiu la seva adreça a la xarxa de casa.
go-needs-relay-title = Aquest servei necessita una pàgina de retransmissió
go-needs-relay-lead = Només envia respostes a adreces https, i el teu dispositiu no en té cap. Una pàgina de retransmissió teva les fa arribar.
go-needs-relay-next = Executa «phal-oauth relay» al teu dispositiu: escriu la pàgina i diu on s’ha de posar.

## Pages: what a service lets a program do

scope-identity = Veure qui ets
scope-profile = Veure el teu nom i la teva foto
scope-email = Veure la teva adreça electrònica
scope-lasting = Continuar connectat mentre no hi ets
scope-playback-read = Veure què està sonant
scope-playback-control = Controlar el que sona
scope-streaming = Reproduir música en aquest dispositiu
scope-playlists-read = Veure les teves llistes de reproducció
scope-playlists-write = Canviar les teves llistes de reproducció
scope-library-read = Veure la teva biblioteca de música
scope-library-write = Canviar la teva biblioteca de música
scope-history-read = Veure què has escoltat
scope-follow-read = Veure a qui segueixes
scope-calendar-read = Veure el teu calendari
scope-calendar-write = Veure i canviar el teu calendari
scope-mail-read = Llegir el teu correu electrònic
scope-mail-send = Enviar correus en nom teu
scope-files-read = Veure els teus fitxers
scope-files-write = Veure i canviar els teus fitxers
scope-contacts-read = Veure els teus contactes
scope-tasks-read = Veure les teves tasques
scope-tasks-write = Veure i canviar les teves tasques
scope-video-read = Veure el teu compte de YouTube
scope-video-write = Gestionar el teu compte de YouTube
scope-home = Controlar els dispositius de casa teva
scope-repositories = Veure i canviar els teus repositoris

## Command line

cli-or-open = o obre { $url }
cli-or-type = o obre { $url } i escriu { $digits }
cli-connect-scan = Escaneja això amb el telèfon per connectar { $app }:
cli-connect-waiting = S’està esperant la teva aprovació…
cli-connect-no-link = El servei del dispositiu no ha donat cap enllaç.
cli-connected = { $app } està connectat.
cli-not-connected = { $app } no està connectat:
cli-disconnected = { $app } està desconnectat.
cli-cancelled = { $app } ja no té cap inici de sessió en espera.
cli-forgotten = { $app } s’ha oblidat.
cli-remote-done = S’ha avisat el servei.
cli-remote-queued = Encara no s’ha pogut avisar el servei: es farà tan bon punt sigui accessible.
cli-remote-refused = El servei es nega a acabar l’accés: fes-ho a la seva pròpia pàgina d’aplicacions connectades.
cli-paste-prompt = Enganxa l’adreça o el codi i prem Retorn:
cli-dashboard-scan = Escaneja això amb el telèfon per veure les teves connexions:
cli-dashboard-once = L’enllaç i les xifres serveixen una vegada, durant cinc minuts.
cli-status-none = Encara no hi ha cap aplicació registrada: les skills registren la seva quan arrenquen.
# Heads of the columns of a table.
cli-status-app = APLICACIÓ
cli-status-state = ESTAT
cli-status-valid = VALIDESA
cli-state-connected = connectat
cli-state-not-authenticated = sense sessió iniciada
cli-state-needs-login = cal iniciar sessió
cli-state-needs-credentials = falten credencials
cli-state-misconfigured = mal configurat
cli-valid-waiting = un inici de sessió en espera
cli-valid-no-end = sense final indicat
cli-valid-ended = caducat, es renovarà
cli-valid-minutes = { $count ->
    [one] { $count } minut més
   *[other] { $count } minuts més
}
cli-valid-hours = { $count ->
    [one] { $count } hora més
   *[other] { $count } hores més
}
cli-valid-days = { $count ->
    [one] { $count } dia més
   *[other] { $count } dies més
}

## Command line: the demo

demo-folder = D’aquesta demostració no en queda res: la seva carpeta s’esborra al final.
demo-practice = Un servidor de pràctiques funciona a { $url }
demo-bus = Un bus de missatges funciona a { $url }, amb phal-oauth
demo-skill = Una skill d’exemple s’ha unit al bus i ha registrat la seva aplicació
demo-image = La skill ha demanat un codi QR; un shell mostraria { $path }
demo-scan = Aquí en tens un per a aquest terminal. Escaneja’l amb el telèfon i prem «{ $button }»:
demo-approved = Aprovat sense cap persona, com demana { $option }
demo-waiting = S’espera per tu, deu minuts com a màxim…
demo-token = La skill té el seu testimoni
demo-used = La skill l’ha fet servir, i el servidor diu: { $greeting }
demo-done = Fet: una persona no ha de fer res més.
demo-stopped = Aturat.
