## Pages: what became of a login

page-connected-label = Collegato
page-connected-title = Tutto fatto
page-connected-lead = Il tuo dispositivo ora è collegato a { $service }.
page-connected-next = Puoi chiudere questa pagina. Il resto avviene sul tuo dispositivo.

page-finishing-label = Un momento
page-finishing-title = L’accesso si sta concludendo
page-finishing-lead = Il tuo dispositivo sta ottenendo l’accesso da { $service }.
page-finishing-next = Questa pagina si aggiorna da sola.

page-failed-label = Non collegato
page-failed-next = Puoi chiudere questa pagina e ricominciare sul tuo dispositivo.

page-denied-title = L’accesso è stato rifiutato
page-denied-lead = Hai scelto di non far usare { $service } al tuo dispositivo. Non è stato collegato nulla.
page-issuer-title = Ha risposto il server sbagliato
page-issuer-lead = La risposta non veniva da { $service }, quindi non è stata usata.
page-expired-title = Questo accesso ha richiesto troppo tempo
page-expired-lead = Per la tua sicurezza, un accesso va concluso entro dieci minuti.
page-misconfigured-title = Il servizio rifiuta questa app
page-misconfigured-lead = { $service } non accetta l’ID client, il segreto o l’indirizzo che usa il tuo dispositivo. Controllali nella pagina per sviluppatori del servizio.
page-misconfigured-bare = Il servizio non accetta l’ID client, il segreto o l’indirizzo che usa il tuo dispositivo. Controllali nella sua pagina per sviluppatori.
page-misconfigured-next = Continua qui per correggerlo o per provare altro.
page-unavailable-title = In questo momento non ha funzionato
page-unavailable-lead = { $service } non è riuscito a concludere l’accesso. Riprova tra un momento.
page-storage-title = Il tuo dispositivo non è riuscito a salvare
page-storage-lead = Controlla che abbia spazio libero, poi riprova.
page-error-title = L’accesso non ha funzionato
page-error-lead = { $service } ha risposto con un errore, quindi non è stato collegato nulla.

## Pages: requests that lead nowhere

page-unknown-title = Nessun accesso aspetta questa pagina
page-unknown-lead = Questa pagina non appartiene a nessun accesso avviato dal tuo dispositivo, o a uno finito da tempo.
page-incomplete-title = Questo link è incompleto
page-incomplete-lead = Il servizio ti ha rimandato con una risposta che il tuo dispositivo non sa leggere.
page-unready-title = Questa app non è pronta
page-unready-lead = La skill dietro questo link non è configurata per un accesso.
page-setup-title = Questa app è configurata male
page-setup-lead = L’indirizzo del servizio non si può usare. Controlla le impostazioni della skill.
page-offline-title = Il tuo dispositivo è offline
page-offline-lead = Non ha un indirizzo di rete a cui il servizio possa rispondere. Prima collegalo alla rete.
page-later-lead = Riprova tra un momento.
page-nothing-lead = Non è stato collegato nulla.

page-used-title = Questo codice non vale più
page-used-lead = È già stato usato, o nessuno l’ha usato entro dieci minuti.
page-used-next = Chiedi al tuo dispositivo un nuovo codice e scansiona quello.

page-over-label = Finito
page-over-title = Questo accesso è finito
page-over-lead = Il suo risultato non è più conservato qui.
page-over-next = Chiedi al tuo dispositivo se è collegato.

page-nowhere-label = Qui non c’è nulla
page-nowhere-title = Questa pagina non esiste
page-nowhere-lead = Controlla l’indirizzo, o scansiona di nuovo il codice.

page-host-label = Rifiutato
page-host-title = Questo dispositivo ha un altro nome
page-host-lead = Non risponde al nome che è nella tua barra degli indirizzi.
page-host-next = Usa il suo indirizzo IP, o aggiungi il nome a { $setting } nelle sue impostazioni.

## Pages: the front page

page-front-title = Gli accessi del tuo assistente vocale

## Pages: the practice server

practice-label = Server di prova
practice-consent-heading = Approvare { $client }?
practice-consent-title = Far entrare { $client }?
practice-consent-lead = Approva solo se hai appena avviato tu l’accesso, sul tuo dispositivo.
practice-consent-scopes = Potrà usare
practice-consent-destination = La tua risposta va a
practice-consent-note = È solo una prova: dietro questa pagina non c’è nessun account, e non viene concesso nulla di reale.
practice-consent-approve = Approva
practice-consent-refuse = Rifiuta
practice-error-note = Questa pagina non ha concesso nulla. Puoi chiuderla.
practice-long-title = Era troppo lungo
practice-long-lead = La richiesta è più lunga di quanto questo server legga.
practice-client-title = App sconosciuta
practice-client-lead = La richiesta non indica alcun client_id, ne indica due, o ne indica uno che qui non è registrato.
practice-return-title = Indirizzo di ritorno sconosciuto
practice-return-lead = Il redirect_uri manca o non è registrato per questa app, quindi la risposta non viene inviata da nessuna parte.
practice-decision-title = Nessuna decisione
practice-decision-lead = Il modulo non dice né sì né no.
practice-answered-title = Già risposto
practice-answered-lead = Questa richiesta ha già avuto risposta o ha aspettato troppo. Ricomincia dal dispositivo.

## Pages: letting a program in by its code

activate-code-title = Far entrare un programma
activate-code-lead = Il programma mostra un codice di otto lettere. Scrivilo qui per vedere cosa chiede.
activate-code-label = Codice
activate-code-on = Continua
activate-unknown = Nessun programma aspetta questo codice. Controlla le lettere. Se sono giuste, il codice è già stato usato o è troppo vecchio: ricomincia nel programma.
activate-stale = Questa pagina era troppo vecchia, o il tuo browser non conserva i cookie. Scrivi di nuovo il codice.
activate-too-many = { $count ->
    [one] Troppi codici sbagliati. Riprova tra un minuto, o scansiona il codice che mostra il programma.
   *[other] Troppi codici sbagliati. Riprova tra { $count } minuti, o scansiona il codice che mostra il programma.
}
activate-title = Far entrare { $client }?
activate-lead = Questo programma chiede l’accesso. Lo conserva, anche quando non ci sei, finché non glielo togli.
activate-lead-home = Questo programma chiede l’accesso. Lo conserva, anche quando non ci sei, finché non glielo togli in “I tuoi collegamenti”.
activate-scopes = Potrà
activate-token = Usare il tuo collegamento a { $app }
activate-token-all = Usare tutti i tuoi collegamenti, anche quelli futuri
activate-token-note = Riceve il token di ciascuno di questi collegamenti e lo usa senza chiedertelo di nuovo.
activate-all-warning = È tutto ciò a cui il tuo dispositivo ha accesso. Fai entrare solo programmi a cui affidi tutto questo.
activate-address = La richiesta viene da
activate-here = Il tuo dispositivo stesso ({ $address })
activate-code = Il programma mostra questo codice?
activate-warning = Se no, se non l’hai avviato tu o se qualcuno ti ha inviato il codice o un link: rifiuta.
activate-approve = Sì, fallo entrare
activate-refuse = Rifiuta
activate-approved-title = Il programma ha l’accesso
activate-approved-lead = Se ne accorge da solo in pochi secondi.
activate-approved-note = Puoi togliergli l’accesso in qualsiasi momento in “I tuoi collegamenti”. Puoi chiudere questa pagina.
activate-refused-title = Non è stato concesso nulla
activate-refused-lead = Il programma viene a sapere che hai rifiutato.
activate-done-note = Puoi chiudere questa pagina.

# For who has not shown yet that they are at the device.
activate-door-title = Sei vicino al tuo dispositivo?
activate-door-lead = Un programma chiede accesso ai tuoi collegamenti. Solo chi è vicino al dispositivo fa entrare programmi: mostra prima che ci sei.
activate-door-show = Mostra un codice QR sul dispositivo
activate-door-scan = Poi scansionalo con questo telefono.
activate-door-shown = Il tuo dispositivo mostra ora un codice QR sullo schermo. Scansionalo con questo telefono: vale cinque minuti e una volta sola.
activate-door-often = Il tuo dispositivo ha già mostrato più codici QR. Aspetta un minuto, poi chiedilo di nuovo.
activate-door-or = oppure
activate-door-digits = Esegui “phal-oauth dashboard” sul tuo dispositivo: ti mostra sei cifre.
activate-door-wrong = Queste cifre non sono giuste, o non valgono più. Esegui di nuovo “phal-oauth dashboard” per averne di nuove.
activate-door-aloud = Le cifre che il dispositivo dice ad alta voce non fanno entrare nessun programma, perché le sentono anche altri programmi. Scegli un altro modo qui sotto.
activate-door-terminal = Da un terminale del dispositivo, anche questo fa entrare il programma:
activate-link-lead = Qualcuno ha chiesto questo link al tuo dispositivo per far entrare un programma. La pagina seguente dice quale e che cosa chiede. Se non eri tu, chiudi questa pagina.
activate-over-next = Torna alla pagina in cui l’hai chiesto e chiedine uno nuovo.

## Pages: requests that are refused

page-refused-label = Rifiutato
page-many-title = Troppe volte
page-many-lead = Per un momento il tuo dispositivo non accetta altre tue richieste.
page-many-next = Aspetta un momento, poi ricarica questa pagina.
page-foreign-title = Arrivava da un’altra pagina
page-foreign-lead = Una pagina estranea ha inviato qualcosa al tuo dispositivo, quindi non è stato fatto nulla.
page-foreign-next = Se hai premuto un pulsante nella pagina del tuo dispositivo, riaprila e ripeti.
page-stale-title = Questa pagina era troppo vecchia
page-stale-lead = È stata aperta prima che il tuo dispositivo si riavviasse, o il tuo browser non conserva i cookie.
page-stale-next = Torna indietro, ricarica la pagina e ripeti quello che hai fatto.
page-form-title = Il tuo dispositivo non sa leggere questo
page-form-lead = È stato inviato in una forma che il tuo dispositivo non conosce.
page-long-title = Era troppo testo
page-long-lead = Il tuo dispositivo non legge più di 48 kilobyte alla volta.
page-long-next = Torna indietro e scrivi di meno.
page-slow-title = È passato troppo tempo
page-slow-lead = Il tuo dispositivo ha aspettato il resto di ciò che hai inviato.
page-slow-next = Torna indietro e riprova, più vicino al tuo Wi-Fi.
page-method-title = Qui non funziona
page-method-lead = Questa pagina si può aprire, ma non le si può inviare nulla.

## Pages: the front page, where a code that the device says is typed

front-lead = Il tuo dispositivo ha per te un codice di sei cifre. Scrivilo qui per continuare.
front-say = Fai dire il codice al dispositivo
front-said = Il tuo dispositivo sta dicendo il codice. Ascolta e scrivilo qui.
front-not-said = Nessun accesso è in attesa. Chiedi prima al tuo dispositivo di accedere a un servizio.
front-said-often = Il tuo dispositivo ha già detto il codice più volte. Aspetta un minuto, poi chiedilo di nuovo.
front-digits = Sei cifre
front-hint = Valgono cinque minuti.
front-enter = Continua
front-else = Nessun codice? Chiedi al tuo dispositivo di accedere a un servizio e ti dirà cosa fare.
front-no-digits = Scrivi tutte e sei le cifre, e nient’altro.
front-wrong = Queste cifre non sono giuste, o non valgono più. Fattele ripetere dal tuo dispositivo.
front-too-many = { $count ->
    [one] Troppi codici sbagliati. Aspetta un minuto, poi chiedi al tuo dispositivo un nuovo codice.
   *[other] Troppi codici sbagliati. Aspetta { $count } minuti, poi chiedi al tuo dispositivo un nuovo codice.
}

## Pages: the dashboard

dashboard-title = I tuoi collegamenti
dashboard-link-lead = Qui vedi a quali servizi è collegato il tuo dispositivo, ne colleghi altri e chiudi collegamenti.
dashboard-link-open = Mostra i miei collegamenti
dashboard-link-note = Questo link vale una volta. Poi questo browser resta connesso al massimo per un’ora.
dashboard-closed-label = Chiuso
dashboard-closed-title = Riapri questa pagina
dashboard-closed-lead = Per la tua sicurezza, l’elenco dei tuoi collegamenti si chiude quando nessuno lo usa.
dashboard-next = Chiedi al tuo dispositivo di mostrare i suoi collegamenti, o esegui lì “phal-oauth dashboard”.
dashboard-over-title = Questo link non vale più
dashboard-over-lead = È già stato usato, o ha più di cinque minuti.
dashboard-empty = Nessuna skill ha ancora chiesto un servizio.
dashboard-connected = Collegato
dashboard-not-connected = Non collegato
dashboard-needs-credentials = Da configurare
dashboard-needs-login = Accedi di nuovo
dashboard-misconfigured = Configurato male
dashboard-pending = Un accesso aspetta che tu lo concluda.
dashboard-needs-login-note = Il servizio ha chiuso questo collegamento. Collegalo di nuovo per continuare.
dashboard-misconfigured-note = Il servizio rifiuta l’ID client, il segreto o l’indirizzo di questa app. Collegalo di nuovo: lì puoi riscrivere ciò che hai scritto tu.
dashboard-ends-never = Resta collegato.
dashboard-ended = Si rinnova al prossimo uso.
dashboard-ends-minutes = { $count ->
    [one] Si rinnova entro un minuto.
   *[other] Vale ancora { $count } minuti, poi si rinnova.
}
dashboard-ends-hours = { $count ->
    [one] Vale ancora un’ora, poi si rinnova.
   *[other] Vale ancora { $count } ore, poi si rinnova.
}
dashboard-ends-days = { $count ->
    [one] Vale ancora un giorno, poi si rinnova.
   *[other] Vale ancora { $count } giorni, poi si rinnova.
}
dashboard-lasts-minutes = { $count ->
    [one] Vale ancora un minuto.
   *[other] Vale ancora { $count } minuti.
}
dashboard-lasts-hours = { $count ->
    [one] Vale ancora un’ora.
   *[other] Vale ancora { $count } ore.
}
dashboard-lasts-days = { $count ->
    [one] Vale ancora un giorno.
   *[other] Vale ancora { $count } giorni.
}
dashboard-connect = Collega
dashboard-connect-again = Collega di nuovo
dashboard-more = Chiudi o rimuovi
dashboard-disconnect = Scollega
dashboard-disconnect-note = Il servizio viene avvisato che il collegamento finisce. La skill si può ricollegare in ogni momento.
dashboard-forget = Rimuovi
dashboard-forget-note = Chiude il collegamento e ne dimentica tutto. Una skill ancora installata lo fa riapparire, senza il tuo accesso.
dashboard-add = Collega un altro servizio
dashboard-leave = Chiudi

## Pages: the dashboard's programs

programs-title = Programmi con accesso
programs-lead = Li hai fatti entrare con un codice. Prendono da soli ciò che possono.
programs-from = Richiesto da { $address }
programs-from-here = Richiesto dal tuo dispositivo stesso
programs-since = { $count ->
    [0] Entrato nelle ultime 24 ore.
    [one] Entrato un giorno fa.
   *[other] Entrato { $count } giorni fa.
}
programs-used = { $count ->
    [0] Usato nelle ultime 24 ore.
    [one] Usato un giorno fa.
   *[other] Usato { $count } giorni fa.
}
programs-unused = Non ancora usato.
programs-withdraw = Togli l’accesso
programs-withdraw-note = Un programma a cui togli l’accesso non riceve nessun nuovo token. Quello che ha già preso resta valido fino alla scadenza: per chiudere anche quello, scegli “Scollega” al suo servizio, qui sopra.

## Pages: services that no skill has asked for

services-title = Collega un servizio
services-lead = Scegli il servizio. La pagina seguente ti dice cosa fare.
services-back = Torna ai miei collegamenti
services-closed = Non da qui
services-relay = Questi inviano risposte solo a indirizzi https. Una tua pagina relay risolve: “phal-oauth relay” sul tuo dispositivo spiega come.
services-way-device = Con un codice
services-way-direct = Sulla sua pagina di accesso
services-way-relay = Attraverso la pagina relay
services-way-loopback = Con un indirizzo da ricopiare
services-way-paste = Con un codice da ricopiare
services-way-token = Con una chiave della sua pagina

## Pages: on to the service after a form

onward-title = Verso il servizio
onward-lead = La sua pagina di accesso si apre da sola. Se non succede, premi il pulsante.
onward-go = Continua

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Per collegare { $service }, apri questo indirizzo sul telefono: { $address }. Dirò il codice quando lo chiederai lì.
speech-dashboard = Per vedere i tuoi collegamenti, apri questo indirizzo sul telefono: { $address }. Dirò il codice quando lo chiederai lì.
speech-connected = { $service } è collegato.
speech-denied = { $service } non è collegato, perché l’accesso è stato rifiutato.
speech-expired = { $service } non è collegato, perché nessuno ha concluso l’accesso in tempo.
speech-failed = { $service } non è collegato, perché l’accesso non ha funzionato.
speech-code = Il codice è { $code }.
speech-code-at = Apri { $address } e scrivi questo codice: { $code }.
speech-dot = punto
speech-colon = due punti
speech-slash = barra
speech-dash = trattino

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } aspetta il tuo accesso: scansiona il codice, o apri { $address } sul telefono.

## Pages: the steps of a login

go-title = Collega { $service }
go-skill = Per
go-device = Su
go-scopes = Chiede di
go-nobody = Qualsiasi programma sul dispositivo
go-reason-relay = { $service } non invia risposte a indirizzi della tua rete domestica, quindi la risposta arriva attraverso la pagina relay.
go-reason-loopback = { $service } non invia risposte a indirizzi della tua rete domestica, quindi porti qui tu la risposta.
go-reason-paste = { $service } non invia risposte a indirizzi della tua rete domestica, quindi ti mostra un codice che porti qui.
go-reason-no-relay = Con una pagina relay sarebbe più facile: “phal-oauth relay” sul tuo dispositivo spiega come.
go-others = Altro
go-other-client = Scrivi di nuovo l’ID client
go-other-address = Scrivi di nuovo l’indirizzo del tuo server
go-return-lead = Hai già visto questa pagina. Se { $service } ha rifiutato ciò che hai scritto, puoi riscriverlo qui sotto.
go-return-refused = { $service } ha già rifiutato questa app. Riprova, oppure prova altro qui sotto.
go-send = Continua
go-open = Apri { $service }
go-wrong = Il tuo dispositivo non può usare questo. Controlla e riprova.
go-failed-again = Riprova
go-failed-silent-title = { $service } non risponde
go-failed-silent-address = A { $address } non risponde nulla. Controlla che l’indirizzo sia giusto e che il tuo server sia acceso.
go-failed-silent-lead = In questo momento il tuo dispositivo non riesce a raggiungerlo. Controlla la sua connessione a internet o riprova tra un momento.
go-failed-strange-address = Ciò che risponde a { $address } non è quello che il tuo dispositivo si aspetta da { $service }. Controlla l’indirizzo.
go-failed-device-title = { $service } non dà alcun codice
go-failed-device-lead = { $service } non permette a questa app di accedere con un codice. Scegli altro qui sotto.

go-instance-lead = { $service } è un tuo server. Dove si trova?
go-instance-address = Indirizzo del tuo server
go-instance-insecure = Non è sicuro: fuori dalla tua rete domestica un indirizzo deve iniziare con https://
go-instance-wrong = Questo non è un indirizzo. È fatto come https://cloud.example o http://homeassistant.local:8123
go-instance-empty = Scrivi un indirizzo.

go-credentials-lead = { $service } vuole conoscere il programma che accede. Registralo una volta nella sua pagina per sviluppatori, poi scrivi qui ciò che quella pagina mostra.
go-credentials-register = Registralo
go-credentials-console = Apri la pagina per sviluppatori
go-credentials-redirect = Indirizzo di reindirizzamento da inserire lì, esattamente così
go-credentials-qr = Mostralo come codice QR, per un altro dispositivo
go-credentials-qr-label = Codice QR dell’indirizzo di reindirizzamento
go-credentials-port = Se il tuo dispositivo ha un firewall, lascia passare la porta { $port }.
go-credentials-type = Scrivi ciò che mostra
go-credentials-id = ID client
go-credentials-secret = Segreto del client
go-credentials-secret-optional = Segreto del client, se c’è
go-credentials-id-missing = Scrivi l’ID client.
go-credentials-secret-missing = Scrivi anche il segreto del client.
go-credentials-refused = { $service } ha rifiutato l’ID client o il segreto scritti qui. Confrontali con la sua pagina per sviluppatori e scrivili di nuovo.
go-credentials-refused-else = Se sono giusti, prova altro qui sotto.

go-device-lead = Apri { $service } e confronta o scrivi questo codice. Questa pagina continua da sola.
go-device-lead-link = Apri { $service } e approva lì. Questa pagina continua da sola.
go-device-code = Il tuo codice
go-device-elsewhere = Su un altro dispositivo, apri
go-device-waiting = In attesa della tua approvazione
go-device-expired-title = Questo codice è scaduto
go-device-expired-lead = Nessuno l’ha confermato in tempo.
go-device-refused-title = L’accesso è stato rifiutato
go-device-refused-lead = Hai scelto di non far usare { $service } al tuo dispositivo. Non è stato collegato nulla.
go-device-again = Chiedi un nuovo codice

go-loopback-lead = Tre passi, e a metà sembra un errore: va bene così.
go-loopback-one = Accedi e approva
go-loopback-one-note = Si apre in una nuova scheda. Lascia aperta questa.
go-loopback-two = Una pagina che non si carica
go-loopback-two-note = Poi il telefono mostra una pagina irraggiungibile. Al tuo dispositivo serve il suo indirizzo. Tocca la barra degli indirizzi e copialo tutto.
go-loopback-picture = Un telefono con una pagina irraggiungibile. La barra degli indirizzi, in alto, inizia con 127.0.0.1 ed è evidenziata.
go-loopback-three = Incolla qui l’indirizzo
go-loopback-field = Indirizzo della pagina che non si è caricata

go-paste-lead = Due passi: approva lì, poi porta qui il codice.
go-paste-one = Accedi e approva
go-paste-one-note = Si apre in una nuova scheda e alla fine mostra un codice. Copialo.
go-paste-two = Incolla qui il codice
go-paste-field = Codice

go-wrong-nothing = Non è stato incollato nulla. Copia tutto l’indirizzo dalla barra degli indirizzi.
go-wrong-long = È troppo lungo. Copia solo l’indirizzo dalla barra degli indirizzi.
go-wrong-no-answer = Questo indirizzo non contiene ancora una risposta. Prima approva, poi copia l’indirizzo della pagina che non si carica.
go-wrong-no-code = Non è né un indirizzo né un codice. Copia di nuovo tutto l’indirizzo.
go-wrong-no-state = Un codice da solo non dice a quale accesso appartiene. Incolla tutto l’indirizzo.
go-wrong-no-token = Questa non è una chiave. Copiala di nuovo, senza spazi intorno.
go-wrong-old = Questa è la risposta a un accesso già finito. Ricomincia dal primo passo.

go-token-lead = { $service } ti dà una chiave per il tuo dispositivo. Creane una sulla sua pagina, poi incollala qui.
go-token-make = Crea una chiave
go-token-console = Apri la sua pagina
go-token-type = Incolla qui la chiave
go-token-field = Chiave

go-confirm-lead = Accedi a { $service }. Poi una pagina chiede se vuoi continuare sul tuo dispositivo.
go-confirm-phrase = Deve mostrare queste due parole
go-confirm-stuck = Quella pagina non raggiunge il tuo dispositivo?
go-confirm-paste = Incolla qui ciò che mostra
go-confirm-note = Se ne mostra altre, o se non hai avviato tu l’accesso, chiudila.

go-no-way-title = Da qui non si può accedere
go-no-way-lead = Così com’è configurato, il tuo dispositivo non può raggiungere questo servizio.
go-no-way-next = “phal-oauth providers” sul tuo dispositivo spiega cosa serve a ogni servizio.
go-relay-blocked-title = La pagina relay non porta al tuo dispositivo
go-relay-blocked-lead = Porta le risposte solo ai dispositivi della rete domestica, e il tuo è noto con un altro indirizzo.
go-relay-blocked-next = Imposta advertise_host sul tuo dispositivo al suo indirizzo nella rete domestica.
go-needs-relay-title = Questo servizio richiede una pagina relay
go-needs-relay-lead = Invia risposte solo a indirizzi https, e il tuo dispositivo non ne ha. Una tua pagina relay gliele fa arrivare.
go-needs-relay-next = Esegui “phal-oauth relay” sul tuo dispositivo: scrive la pagina e spiega dove metterla.

## Pages: what a service lets a program do

scope-identity = Vedere chi sei
scope-profile = Vedere il tuo nome e la tua foto
scope-email = Vedere il tuo indirizzo e-mail
scope-lasting = Restare collegato mentre non ci sei
scope-playback-read = Vedere cosa è in riproduzione
scope-playback-control = Controllare la riproduzione
scope-streaming = Riprodurre musica su questo dispositivo
scope-playlists-read = Vedere le tue playlist
scope-playlists-write = Modificare le tue playlist
scope-library-read = Vedere la tua libreria musicale
scope-library-write = Modificare la tua libreria musicale
scope-history-read = Vedere cosa hai ascoltato
scope-follow-read = Vedere chi segui
scope-calendar-read = Vedere il tuo calendario
scope-calendar-write = Vedere e modificare il tuo calendario
scope-mail-read = Leggere le tue e-mail
scope-mail-send = Inviare e-mail per te
scope-files-read = Vedere i tuoi file
scope-files-write = Vedere e modificare i tuoi file
scope-contacts-read = Vedere i tuoi contatti
scope-tasks-read = Vedere le tue attività
scope-tasks-write = Vedere e modificare le tue attività
scope-video-read = Vedere il tuo account YouTube
scope-video-write = Gestire il tuo account YouTube
scope-home = Controllare i dispositivi di casa tua
scope-repositories = Vedere e modificare i tuoi repository

## Command line

cli-or-open = oppure apri { $url }
cli-or-type = oppure apri { $url } e scrivi { $digits }
cli-connect-scan = Scansiona questo con il telefono per collegare { $app }:
cli-connect-waiting = In attesa della tua approvazione…
cli-connect-no-link = Il demone non ha fornito alcun link.
cli-connected = { $app } è collegato.
cli-not-connected = { $app } non è collegato:
cli-disconnected = { $app } è scollegato.
cli-cancelled = { $app } non ha più accessi in attesa.
cli-forgotten = { $app } è dimenticato.
cli-remote-done = Il servizio è stato avvisato.
cli-remote-queued = Non è stato ancora possibile avvisare il servizio: succederà appena sarà raggiungibile.
cli-remote-refused = Il servizio rifiuta di chiudere l’accesso: chiudilo nella sua pagina delle app collegate.
cli-paste-prompt = Incolla l’indirizzo o il codice, poi Invio:
cli-dashboard-scan = Scansiona questo con il telefono per vedere i tuoi collegamenti:
cli-dashboard-once = Link e cifre valgono una volta, per cinque minuti.
cli-status-none = Nessuna app è ancora registrata: le skill registrano la propria all’avvio.
# Heads of the columns of a table.
cli-status-app = APP
cli-status-state = STATO
cli-status-valid = VALIDITÀ
cli-state-connected = collegato
cli-state-not-authenticated = accesso non fatto
cli-state-needs-login = serve un nuovo accesso
cli-state-needs-credentials = servono le credenziali
cli-state-misconfigured = configurato male
cli-valid-waiting = un accesso è in attesa
cli-valid-no-end = nessuna scadenza nota
cli-valid-ended = scaduto, da rinnovare
cli-valid-minutes = { $count ->
    [one] ancora { $count } minuto
   *[other] ancora { $count } minuti
}
cli-valid-hours = { $count ->
    [one] ancora { $count } ora
   *[other] ancora { $count } ore
}
cli-valid-days = { $count ->
    [one] ancora { $count } giorno
   *[other] ancora { $count } giorni
}

## Command line: the demo

demo-folder = Di questa dimostrazione non resta nulla: alla fine la sua cartella viene eliminata.
demo-practice = Un server di prova è in funzione su { $url }
demo-bus = Un bus di messaggi è in funzione su { $url }, con phal-oauth
demo-skill = Una skill di esempio si è unita al bus e ha registrato la sua app
demo-image = La skill ha chiesto un codice QR; una shell mostrerebbe { $path }
demo-scan = Eccone uno per questo terminale. Scansionalo con il telefono e premi “{ $button }”:
demo-approved = Approvato senza una persona, come chiede { $option }
demo-waiting = In attesa di te, al massimo dieci minuti…
demo-token = La skill ha il suo token
demo-used = La skill l’ha usato, e il server dice: { $greeting }
demo-done = Fatto: una persona non deve fare altro.
demo-stopped = Fermato.
