## Pages: what became of a login

page-connected-label = Verbonden
page-connected-title = Klaar
page-connected-lead = Je apparaat is nu verbonden met { $service }.
page-connected-next = Je kunt deze pagina sluiten. De rest gebeurt op je apparaat.

page-finishing-label = Een moment
page-finishing-title = De aanmelding wordt afgerond
page-finishing-lead = Je apparaat haalt zijn toegang op bij { $service }.
page-finishing-next = Deze pagina ververst zichzelf.

page-failed-label = Niet verbonden
page-failed-next = Je kunt deze pagina sluiten en op je apparaat opnieuw beginnen.

page-denied-title = De toegang is geweigerd
page-denied-lead = Je hebt je apparaat niet toegestaan { $service } te gebruiken. Er is niets verbonden.
page-issuer-title = De verkeerde server heeft geantwoord
page-issuer-lead = Het antwoord kwam niet van { $service } en is daarom niet gebruikt.
page-expired-title = Deze aanmelding duurde te lang
page-expired-lead = Voor je veiligheid moet een aanmelding binnen tien minuten klaar zijn.
page-misconfigured-title = De dienst weigert deze app
page-misconfigured-lead = { $service } accepteert de client-ID, het clientgeheim of het adres van je apparaat niet. Controleer ze op de ontwikkelaarspagina van de dienst.
page-misconfigured-bare = De dienst accepteert de client-ID, het clientgeheim of het adres van je apparaat niet. Controleer ze op zijn ontwikkelaarspagina.
page-misconfigured-next = Ga hier verder om dat te verbeteren of iets anders te proberen.
page-unavailable-title = Dat lukte nu even niet
page-unavailable-lead = { $service } kon de aanmelding niet afronden. Probeer het zo nog eens.
page-storage-title = Je apparaat kon dit niet opslaan
page-storage-lead = Controleer of er vrije ruimte is en probeer het dan opnieuw.
page-error-title = De aanmelding is niet gelukt
page-error-lead = { $service } antwoordde met een fout, dus er is niets verbonden.

## Pages: requests that lead nowhere

page-unknown-title = Hier wacht geen aanmelding op
page-unknown-lead = Deze pagina hoort bij geen aanmelding die je apparaat is begonnen, of bij een die allang voorbij is.
page-incomplete-title = Deze link is onvolledig
page-incomplete-lead = De dienst heeft je teruggestuurd met een antwoord dat je apparaat niet kan lezen.
page-unready-title = Deze app is nog niet klaar
page-unready-lead = De skill achter deze link is niet ingesteld voor een aanmelding.
page-setup-title = Deze app is verkeerd ingesteld
page-setup-lead = Het adres van de dienst is niet te gebruiken. Controleer de instellingen van de skill.
page-offline-title = Je apparaat is offline
page-offline-lead = Het heeft geen netwerkadres waaraan de dienst kan antwoorden. Verbind het eerst met het netwerk.
page-later-lead = Probeer het zo nog eens.
page-nothing-lead = Er is niets verbonden.

page-used-title = Deze code is niet meer geldig
page-used-lead = Hij is al gebruikt, of niemand heeft hem binnen tien minuten gebruikt.
page-used-next = Vraag je apparaat om een nieuwe code en scan die.

page-over-label = Voorbij
page-over-title = Deze aanmelding is voorbij
page-over-lead = Het resultaat wordt hier niet meer bewaard.
page-over-next = Vraag je apparaat of het verbonden is.

page-nowhere-label = Hier is niets
page-nowhere-title = Deze pagina bestaat niet
page-nowhere-lead = Controleer het adres of scan de code opnieuw.

page-host-label = Geweigerd
page-host-title = Dit apparaat heet anders
page-host-lead = Het reageert niet op de naam in je adresbalk.
page-host-next = Gebruik het IP-adres, of voeg de naam toe aan { $setting } in de instellingen.

## Pages: the front page

page-front-title = De aanmeldingen van je spraakassistent

## Pages: the practice server

practice-label = Oefenserver
practice-consent-heading = { $client } goedkeuren?
practice-consent-title = { $client } binnenlaten?
practice-consent-lead = Keur dit alleen goed als je het net zelf bent begonnen, op je eigen apparaat.
practice-consent-scopes = Het mag gebruiken
practice-consent-destination = Je antwoord gaat naar
practice-consent-note = Dit is maar een oefening: achter deze pagina zit geen account en er wordt niets echts vrijgegeven.
practice-consent-approve = Goedkeuren
practice-consent-refuse = Weigeren
practice-error-note = Deze pagina heeft niets vrijgegeven. Je kunt haar sluiten.
practice-long-title = Dat was te lang
practice-long-lead = Het verzoek is langer dan deze server leest.
practice-client-title = Onbekende app
practice-client-lead = Het verzoek noemt geen client_id, noemt er twee, of noemt er een die hier niet geregistreerd is.
practice-return-title = Onbekend retouradres
practice-return-lead = De redirect_uri ontbreekt of is niet geregistreerd voor deze app, dus het antwoord wordt nergens heen gestuurd.
practice-decision-title = Geen beslissing
practice-decision-lead = Het formulier zegt ja noch nee.
practice-answered-title = Al beantwoord
practice-answered-lead = Dit verzoek is al beantwoord of heeft te lang gewacht. Begin opnieuw op het apparaat.

## Pages: letting a program in by its code

activate-code-title = Een programma binnenlaten
activate-code-lead = Het programma toont een code van acht letters. Typ die hier om te zien wat het vraagt.
activate-code-label = Code
activate-code-on = Verder
activate-unknown = Geen programma wacht op deze code. Controleer de letters. Kloppen ze, dan is de code al gebruikt of te oud: begin opnieuw in het programma.
activate-stale = Deze pagina was te oud, of je browser bewaart geen cookies. Typ de code opnieuw.
activate-too-many = { $count ->
    [one] Te veel verkeerde codes. Probeer het over een minuut opnieuw, of scan de code die het programma toont.
   *[other] Te veel verkeerde codes. Probeer het over { $count } minuten opnieuw, of scan de code die het programma toont.
}
activate-title = { $client } binnenlaten?
activate-lead = Dit programma wil toegang. Het houdt die, ook als je er niet bent, tot je hem intrekt.
activate-lead-home = Dit programma wil toegang. Het houdt die, ook als je er niet bent, tot je hem intrekt onder “Je verbindingen”.
activate-scopes = Het mag
activate-token = Je verbinding met { $app } gebruiken
activate-token-all = Al je verbindingen gebruiken, ook toekomstige
activate-token-note = Het krijgt het token van elk van deze verbindingen en gebruikt het zonder het je opnieuw te vragen.
activate-all-warning = Dat is alles waar je apparaat is aangemeld. Laat alleen programma’s binnen die je dat allemaal toevertrouwt.
activate-address = Het verzoek komt van
activate-here = Je apparaat zelf ({ $address })
activate-code = Toont het programma deze code?
activate-warning = Zo niet, als je dit niet zelf bent begonnen of als iemand je de code of een link heeft gestuurd: weiger.
activate-approve = Ja, binnenlaten
activate-refuse = Weigeren
activate-approved-title = Het programma heeft toegang
activate-approved-lead = Het merkt dat vanzelf binnen een paar seconden.
activate-approved-note = Je kunt die toegang altijd intrekken onder “Je verbindingen”. Je kunt deze pagina sluiten.
activate-refused-title = Er is niets vrijgegeven
activate-refused-lead = Het programma krijgt te horen dat je hebt geweigerd.
activate-done-note = Je kunt deze pagina sluiten.

# For who has not shown yet that they are at the device.
activate-door-title = Ben je bij je apparaat?
activate-door-lead = Een programma vraagt toegang tot je verbindingen. Alleen wie bij het apparaat is, laat programma’s binnen. Laat dus eerst zien dat je er bent.
activate-door-show = Een QR-code op het apparaat tonen
activate-door-scan = Scan die dan met deze telefoon.
activate-door-shown = Je apparaat toont nu een QR-code op zijn scherm. Scan die met deze telefoon: hij is vijf minuten geldig en werkt één keer.
activate-door-often = Je apparaat heeft al een paar QR-codes getoond. Wacht een minuut en vraag er dan opnieuw om.
activate-door-or = of
activate-door-digits = Voer “phal-oauth dashboard” uit op je apparaat: dan toont het je zes cijfers.
activate-door-wrong = Deze cijfers kloppen niet of zijn niet meer geldig. Voer “phal-oauth dashboard” opnieuw uit voor nieuwe.
activate-door-aloud = Cijfers die je apparaat hardop zegt, laten geen programma binnen, want andere programma’s horen ze ook. Kies hieronder een andere manier.
activate-door-terminal = In een terminal van het apparaat laat ook dit het programma binnen:
activate-link-lead = Iemand heeft je apparaat om deze link gevraagd om een programma binnen te laten. De volgende pagina zegt welk programma het is en wat het wil. Was jij dat niet, sluit dan deze pagina.
activate-over-next = Ga terug naar de pagina waar je erom hebt gevraagd, en vraag om een nieuwe.

## Pages: requests that are refused

page-refused-label = Geweigerd
page-many-title = Dat was te vaak
page-many-lead = Je apparaat neemt even geen verzoeken meer van je aan.
page-many-next = Wacht even en laad deze pagina dan opnieuw.
page-foreign-title = Dit kwam van een andere pagina
page-foreign-lead = Een vreemde pagina heeft iets naar je apparaat gestuurd, dus er is niets gedaan.
page-foreign-next = Heb je op de pagina van je apparaat op een knop gedrukt, open die pagina dan opnieuw en herhaal het.
page-stale-title = Deze pagina was te oud
page-stale-lead = Ze is geopend voordat je apparaat opnieuw startte, of je browser bewaart geen cookies.
page-stale-next = Ga terug, laad de pagina opnieuw en herhaal wat je deed.
page-form-title = Je apparaat kan dit niet lezen
page-form-lead = Het kwam in een vorm die je apparaat niet kent.
page-long-title = Dat was te veel tekst
page-long-lead = Je apparaat leest niet meer dan 48 kilobyte tegelijk.
page-long-next = Ga terug en voer minder in.
page-slow-title = Dat duurde te lang
page-slow-lead = Je apparaat heeft gewacht op de rest van wat je stuurde.
page-slow-next = Ga terug en probeer het opnieuw, dichter bij je wifi.
page-method-title = Dat kan hier niet
page-method-lead = Deze pagina kan worden geopend, maar er kan niets naartoe worden gestuurd.

## Pages: the front page, where a code that the device says is typed

front-lead = Je apparaat heeft een code van zes cijfers voor je. Typ die hier om verder te gaan.
front-say = Laat het apparaat de code zeggen
front-said = Je apparaat zegt nu de code. Luister en typ hem hier.
front-not-said = Er wacht geen aanmelding. Vraag je apparaat eerst om zich bij een dienst aan te melden.
front-said-often = Je apparaat heeft de code al een paar keer gezegd. Wacht een minuut en vraag er dan opnieuw om.
front-digits = Zes cijfers
front-hint = Ze zijn vijf minuten geldig.
front-enter = Verder
front-else = Geen code? Vraag je apparaat om zich bij een dienst aan te melden, dan zegt het wat je moet doen.
front-no-digits = Typ alle zes cijfers en verder niets.
front-wrong = Deze cijfers kloppen niet of zijn niet meer geldig. Laat je apparaat ze nog eens zeggen.
front-too-many = { $count ->
    [one] Te veel verkeerde codes. Wacht een minuut en vraag je apparaat dan om een nieuwe.
   *[other] Te veel verkeerde codes. Wacht { $count } minuten en vraag je apparaat dan om een nieuwe.
}

## Pages: the dashboard

dashboard-title = Je verbindingen
dashboard-link-lead = Hier zie je met welke diensten je apparaat verbonden is, verbind je andere en beëindig je verbindingen.
dashboard-link-open = Mijn verbindingen tonen
dashboard-link-note = Deze link werkt één keer. Daarna blijft deze browser hooguit een uur aangemeld.
dashboard-closed-label = Gesloten
dashboard-closed-title = Open dit opnieuw
dashboard-closed-lead = Voor je veiligheid sluit de lijst van je verbindingen zich als niemand haar gebruikt.
dashboard-next = Vraag je apparaat zijn verbindingen te tonen, of voer er “phal-oauth dashboard” op uit.
dashboard-over-title = Deze link is niet meer geldig
dashboard-over-lead = Hij is al gebruikt, of is ouder dan vijf minuten.
dashboard-empty = Nog geen skill heeft om een dienst gevraagd.
dashboard-connected = Verbonden
dashboard-not-connected = Niet verbonden
dashboard-needs-credentials = Moet worden ingesteld
dashboard-needs-login = Opnieuw aanmelden
dashboard-misconfigured = Verkeerd ingesteld
dashboard-pending = Er wacht een aanmelding tot je haar afrondt.
dashboard-needs-login-note = De dienst heeft deze verbinding beëindigd. Verbind hem opnieuw om verder te gaan.
dashboard-misconfigured-note = De dienst weigert de client-ID, het clientgeheim of het adres van deze app. Verbind hem opnieuw: wat je zelf hebt getypt, kun je daar opnieuw typen.
dashboard-ends-never = Blijft verbonden.
dashboard-ended = Wordt bij het volgende gebruik vernieuwd.
dashboard-ends-minutes = { $count ->
    [one] Wordt binnen een minuut vernieuwd.
   *[other] Nog { $count } minuten geldig, wordt dan vernieuwd.
}
dashboard-ends-hours = { $count ->
    [one] Nog een uur geldig, wordt dan vernieuwd.
   *[other] Nog { $count } uur geldig, wordt dan vernieuwd.
}
dashboard-ends-days = { $count ->
    [one] Nog een dag geldig, wordt dan vernieuwd.
   *[other] Nog { $count } dagen geldig, wordt dan vernieuwd.
}
dashboard-lasts-minutes = { $count ->
    [one] Nog een minuut geldig.
   *[other] Nog { $count } minuten geldig.
}
dashboard-lasts-hours = { $count ->
    [one] Nog een uur geldig.
   *[other] Nog { $count } uur geldig.
}
dashboard-lasts-days = { $count ->
    [one] Nog een dag geldig.
   *[other] Nog { $count } dagen geldig.
}
dashboard-connect = Verbinden
dashboard-connect-again = Opnieuw verbinden
dashboard-more = Beëindigen of verwijderen
dashboard-disconnect = Verbinding verbreken
dashboard-disconnect-note = De dienst hoort dat de verbinding eindigt. De skill kan altijd weer worden verbonden.
dashboard-forget = Verwijderen
dashboard-forget-note = Beëindigt de verbinding en vergeet er alles van. Een skill die nog geïnstalleerd is, brengt haar terug, zonder je aanmelding.
dashboard-add = Een andere dienst verbinden
dashboard-leave = Sluiten

## Pages: the dashboard's programs

programs-title = Programma’s met toegang
programs-lead = Deze heb je met een code binnengelaten. Ze halen zelf op wat ze mogen.
programs-from = Gevraagd vanaf { $address }
programs-from-here = Gevraagd vanaf je apparaat zelf
programs-since = { $count ->
    [0] Binnengelaten in de laatste 24 uur.
    [one] Een dag geleden binnengelaten.
   *[other] { $count } dagen geleden binnengelaten.
}
programs-used = { $count ->
    [0] Gebruikt in de laatste 24 uur.
    [one] Een dag geleden gebruikt.
   *[other] { $count } dagen geleden gebruikt.
}
programs-unused = Nog niet gebruikt.
programs-withdraw = Toegang intrekken
programs-withdraw-note = Een programma waarvan je de toegang intrekt, krijgt geen nieuw token. Een token dat het al heeft opgehaald, blijft geldig tot het verloopt: kies hierboven bij de dienst “Verbinding verbreken” om ook dat te beëindigen.

## Pages: services that no skill has asked for

services-title = Een dienst verbinden
services-lead = Kies de dienst. De volgende pagina zegt wat je moet doen.
services-back = Terug naar mijn verbindingen
services-closed = Niet van hieruit
services-relay = Deze sturen alleen antwoorden naar https-adressen. Een eigen relaypagina lost dat op: “phal-oauth relay” op je apparaat vertelt hoe.
services-way-device = Met een code
services-way-direct = Op de inlogpagina
services-way-relay = Via de relaypagina
services-way-loopback = Met een adres om terug te kopiëren
services-way-paste = Met een code om terug te kopiëren
services-way-token = Met een sleutel van de pagina

## Pages: on to the service after a form

onward-title = Naar de dienst
onward-lead = De inlogpagina opent vanzelf. Zo niet, druk dan op de knop.
onward-go = Verder

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Open op je telefoon dit adres om { $service } te verbinden: { $address }. Ik zeg de code als je er daar om vraagt.
speech-dashboard = Open op je telefoon dit adres om je verbindingen te zien: { $address }. Ik zeg de code als je er daar om vraagt.
speech-connected = { $service } is verbonden.
speech-denied = { $service } is niet verbonden, omdat de toegang is geweigerd.
speech-expired = { $service } is niet verbonden, omdat niemand de aanmelding op tijd heeft afgerond.
speech-failed = { $service } is niet verbonden, omdat de aanmelding niet is gelukt.
speech-code = De code is { $code }.
speech-code-at = Open { $address } en typ deze code: { $code }.
speech-dot = punt
speech-colon = dubbele punt
speech-slash = schuine streep
speech-dash = streepje

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } wacht op je aanmelding: scan de code, of open { $address } op je telefoon.

## Pages: the steps of a login

go-title = { $service } verbinden
go-skill = Voor
go-device = Op
go-scopes = Vraagt om
go-nobody = Elk programma op het apparaat
go-reason-relay = { $service } stuurt geen antwoorden naar adressen in je thuisnetwerk, dus het antwoord komt via de relaypagina.
go-reason-loopback = { $service } stuurt geen antwoorden naar adressen in je thuisnetwerk, dus je brengt het antwoord zelf hierheen.
go-reason-paste = { $service } stuurt geen antwoorden naar adressen in je thuisnetwerk, dus je krijgt een code te zien die je hierheen brengt.
go-reason-no-relay = Met een relaypagina zou dit makkelijker gaan: “phal-oauth relay” op je apparaat vertelt hoe.
go-others = Iets anders
go-other-client = De client-ID opnieuw typen
go-other-address = Het adres van je server opnieuw typen
go-return-lead = Je bent hier al geweest. Heeft { $service } geweigerd wat je typte, dan kun je het hieronder opnieuw typen.
go-return-refused = { $service } heeft deze app eerder geweigerd. Probeer het nog eens, of probeer hieronder iets anders.
go-send = Verder
go-open = { $service } openen
go-wrong = Hier kan je apparaat niets mee. Controleer het en probeer het opnieuw.
go-failed-again = Opnieuw proberen
go-failed-silent-title = { $service } antwoordt niet
go-failed-silent-address = Op { $address } antwoordt niets. Controleer of het adres klopt en of je server aanstaat.
go-failed-silent-lead = Je apparaat kan de dienst nu niet bereiken. Controleer de internetverbinding, of probeer het zo nog eens.
go-failed-strange-address = Wat op { $address } antwoordt, is niet wat je apparaat van { $service } verwacht. Controleer het adres.
go-failed-device-title = { $service } geeft geen code
go-failed-device-lead = { $service } laat deze app niet met een code aanmelden. Kies hieronder iets anders.

go-instance-lead = { $service } is een eigen server van jou. Waar is die?
go-instance-address = Adres van je server
go-instance-insecure = Dit is niet veilig: buiten je thuisnetwerk moet een adres met https:// beginnen
go-instance-wrong = Dit is geen adres. Het ziet eruit als https://cloud.example of http://homeassistant.local:8123
go-instance-empty = Typ een adres.

go-credentials-lead = { $service } wil het programma kennen dat zich aanmeldt. Registreer het één keer op de ontwikkelaarspagina en typ hier dan wat die pagina toont.
go-credentials-register = Registreren
go-credentials-console = De ontwikkelaarspagina openen
go-credentials-redirect = Redirect-adres om daar in te vullen, precies zoals het er staat
go-credentials-qr = Als QR-code tonen, voor een ander apparaat
go-credentials-qr-label = QR-code van het redirect-adres
go-credentials-port = Heeft je apparaat een firewall, laat poort { $port } dan door.
go-credentials-type = Typen wat de pagina toont
go-credentials-id = Client-ID
go-credentials-secret = Clientgeheim
go-credentials-secret-optional = Clientgeheim, als er een is
go-credentials-id-missing = Typ de client-ID.
go-credentials-secret-missing = Typ ook het clientgeheim.
go-credentials-refused = { $service } heeft de client-ID of het clientgeheim geweigerd dat hier is getypt. Vergelijk ze met de ontwikkelaarspagina en typ ze opnieuw.
go-credentials-refused-else = Kloppen ze, probeer dan hieronder iets anders.

go-device-lead = Open { $service } en vergelijk of typ deze code. Deze pagina gaat vanzelf verder.
go-device-lead-link = Open { $service } en keur het daar goed. Deze pagina gaat vanzelf verder.
go-device-code = Je code
go-device-elsewhere = Open op een ander apparaat
go-device-waiting = Wachten op je goedkeuring
go-device-expired-title = Deze code is verlopen
go-device-expired-lead = Niemand heeft hem op tijd bevestigd.
go-device-refused-title = De toegang is geweigerd
go-device-refused-lead = Je hebt je apparaat niet toegestaan { $service } te gebruiken. Er is niets verbonden.
go-device-again = Een nieuwe code halen

go-loopback-lead = Drie stappen, en tussendoor lijkt het een fout: dat hoort zo.
go-loopback-one = Meld je aan en keur het goed
go-loopback-one-note = Het opent in een nieuw tabblad. Laat dit open.
go-loopback-two = Een pagina die niet laadt
go-loopback-two-note = Dan toont je telefoon een pagina die niet bereikbaar is. Je apparaat heeft het adres daarvan nodig. Tik op de adresbalk en kopieer het helemaal.
go-loopback-picture = Een telefoon met een pagina die niet bereikbaar is. De adresbalk bovenaan begint met 127.0.0.1 en is gemarkeerd.
go-loopback-three = Plak het adres hier
go-loopback-field = Adres van de pagina die niet laadde

go-paste-lead = Twee stappen: keur het daar goed en breng de code dan hierheen.
go-paste-one = Meld je aan en keur het goed
go-paste-one-note = Het opent in een nieuw tabblad en toont aan het eind een code. Kopieer die.
go-paste-two = Plak de code hier
go-paste-field = Code

go-wrong-nothing = Er is niets geplakt. Kopieer het hele adres uit de adresbalk.
go-wrong-long = Dit is te lang. Kopieer alleen het adres uit de adresbalk.
go-wrong-no-answer = In dit adres staat nog geen antwoord. Keur het eerst goed en kopieer dan het adres van de pagina die niet laadt.
go-wrong-no-code = Dit is geen adres en geen code. Kopieer het hele adres opnieuw.
go-wrong-no-state = Een code alleen zegt niet bij welke aanmelding hij hoort. Plak het hele adres.
go-wrong-no-token = Dit is geen sleutel. Kopieer hem opnieuw, zonder spaties eromheen.
go-wrong-old = Dit is het antwoord op een aanmelding die voorbij is. Begin opnieuw met de eerste stap.

go-token-lead = { $service } geeft je een sleutel voor je apparaat. Maak er een op de pagina en plak hem dan hier.
go-token-make = Een sleutel maken
go-token-console = De pagina openen
go-token-type = Plak de sleutel hier
go-token-field = Sleutel

go-confirm-lead = Je meldt je aan bij { $service }. Daarna vraagt een pagina of je verder wilt naar je apparaat.
go-confirm-phrase = Ze moet deze twee woorden tonen
go-confirm-stuck = Bereikt die pagina je apparaat niet?
go-confirm-paste = Plak hier wat ze toont
go-confirm-note = Toont ze andere, of ben je dit niet zelf begonnen, sluit haar dan.

go-no-way-title = Aanmelden kan hier niet
go-no-way-lead = Zoals je apparaat nu is ingesteld, kan het deze dienst niet bereiken.
go-no-way-next = “phal-oauth providers” op je apparaat vertelt wat elke dienst nodig heeft.
go-relay-blocked-title = De relaypagina leidt niet naar je apparaat
go-relay-blocked-lead = Ze brengt antwoorden alleen naar apparaten in het thuisnetwerk, en je apparaat is onder een ander adres bekend.
go-relay-blocked-next = Zet advertise_host op je apparaat op het adres in je thuisnetwerk.
go-needs-relay-title = Deze dienst heeft een relaypagina nodig
go-needs-relay-lead = Hij stuurt alleen antwoorden naar https-adressen, en je apparaat heeft er geen. Een eigen relaypagina brengt ze over.
go-needs-relay-next = Voer “phal-oauth relay” uit op je apparaat: het schrijft de pagina en vertelt waar ze moet staan.

## Pages: what a service lets a program do

scope-identity = Zien wie je bent
scope-profile = Je naam en foto zien
scope-email = Je e-mailadres zien
scope-lasting = Verbonden blijven terwijl je weg bent
scope-playback-read = Zien wat er speelt
scope-playback-control = Bedienen wat er speelt
scope-streaming = Muziek afspelen op dit apparaat
scope-playlists-read = Je afspeellijsten zien
scope-playlists-write = Je afspeellijsten wijzigen
scope-library-read = Je muziekbibliotheek zien
scope-library-write = Je muziekbibliotheek wijzigen
scope-history-read = Zien wat je hebt geluisterd
scope-follow-read = Zien wie je volgt
scope-calendar-read = Je agenda zien
scope-calendar-write = Je agenda zien en wijzigen
scope-mail-read = Je e-mail lezen
scope-mail-send = E-mail namens jou versturen
scope-files-read = Je bestanden zien
scope-files-write = Je bestanden zien en wijzigen
scope-contacts-read = Je contacten zien
scope-tasks-read = Je taken zien
scope-tasks-write = Je taken zien en wijzigen
scope-video-read = Je YouTube-account zien
scope-video-write = Je YouTube-account beheren
scope-home = Je apparaten thuis bedienen
scope-repositories = Je repository’s zien en wijzigen

## Command line

cli-or-open = of open { $url }
cli-or-type = of open { $url } en typ { $digits }
cli-connect-scan = Scan dit met je telefoon om { $app } te verbinden:
cli-connect-waiting = Wachten op je goedkeuring…
cli-connect-no-link = De daemon heeft geen link gegeven.
cli-connected = { $app } is verbonden.
cli-not-connected = { $app } is niet verbonden:
cli-disconnected = De verbinding van { $app } is verbroken.
cli-cancelled = Voor { $app } wacht geen aanmelding meer.
cli-forgotten = { $app } is vergeten.
cli-remote-done = De dienst is op de hoogte.
cli-remote-queued = De dienst is nog niet op de hoogte: dat gebeurt zodra hij bereikbaar is.
cli-remote-refused = De dienst weigert de toegang te beëindigen: doe dat op zijn eigen pagina van verbonden apps.
cli-paste-prompt = Plak het adres of de code, dan Enter:
cli-dashboard-scan = Scan dit met je telefoon om je verbindingen te zien:
cli-dashboard-once = Link en cijfers werken één keer, vijf minuten lang.
cli-status-none = Er is nog geen app geregistreerd: skills registreren de hunne als ze starten.
# Heads of the columns of a table.
cli-status-app = APP
cli-status-state = TOESTAND
cli-status-valid = GELDIG
cli-state-connected = verbonden
cli-state-not-authenticated = niet aangemeld
cli-state-needs-login = nieuwe aanmelding nodig
cli-state-needs-credentials = gegevens nodig
cli-state-misconfigured = verkeerd ingesteld
cli-valid-waiting = er wacht een aanmelding
cli-valid-no-end = geen einde bekend
cli-valid-ended = verlopen, wordt vernieuwd
cli-valid-minutes = { $count ->
    [one] nog { $count } minuut
   *[other] nog { $count } minuten
}
cli-valid-hours = { $count ->
    [one] nog { $count } uur
   *[other] nog { $count } uur
}
cli-valid-days = { $count ->
    [one] nog { $count } dag
   *[other] nog { $count } dagen
}

## Command line: the demo

demo-folder = Van deze demonstratie blijft niets over: de map wordt aan het eind verwijderd.
demo-practice = Een oefenserver draait op { $url }
demo-bus = Een berichtenbus draait op { $url }, met phal-oauth erop
demo-skill = Een voorbeeldskill heeft zich bij de bus gevoegd en zijn app geregistreerd
demo-image = De skill vroeg om een QR-code; een shell zou { $path } tonen
demo-scan = Hier is er een voor deze terminal. Scan hem met je telefoon en druk op “{ $button }”:
demo-approved = Goedgekeurd zonder een persoon, zoals { $option } vraagt
demo-waiting = Wachten op jou, hooguit tien minuten…
demo-token = De skill heeft zijn token
demo-used = De skill heeft het gebruikt, en de server zegt: { $greeting }
demo-done = Klaar: meer hoeft een persoon niet te doen.
demo-stopped = Gestopt.
