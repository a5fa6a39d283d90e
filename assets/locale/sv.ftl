## Pages: what became of a login

page-connected-label = Ansluten
page-connected-title = Allt är klart
page-connected-lead = Din enhet är nu ansluten till { $service }.
page-connected-next = Du kan stänga den här sidan. Resten sker på din enhet.

page-finishing-label = Ett ögonblick
page-finishing-title = Inloggningen slutförs
page-finishing-lead = Din enhet hämtar sin åtkomst från { $service }.
page-finishing-next = Den här sidan uppdateras av sig själv.

page-failed-label = Inte ansluten
page-failed-next = Du kan stänga den här sidan och börja om på din enhet.

page-denied-title = Åtkomsten nekades
page-denied-lead = Du valde att inte låta din enhet använda { $service }. Inget anslöts.
page-issuer-title = Fel server svarade
page-issuer-lead = Svaret kom inte från { $service } och användes därför inte.
page-expired-title = Inloggningen tog för lång tid
page-expired-lead = För din säkerhet måste en inloggning slutföras inom tio minuter.
page-misconfigured-title = Tjänsten nekar den här appen
page-misconfigured-lead = { $service } godtar inte det klient-id, den hemlighet eller den adress som din enhet använder. Kontrollera dem på tjänstens utvecklarsida.
page-misconfigured-bare = Tjänsten godtar inte det klient-id, den hemlighet eller den adress som din enhet använder. Kontrollera dem på dess utvecklarsida.
page-misconfigured-next = Fortsätt här för att rätta till det eller prova något annat.
page-unavailable-title = Det gick inte just nu
page-unavailable-lead = { $service } kunde inte slutföra inloggningen. Försök igen om en stund.
page-storage-title = Din enhet kunde inte spara detta
page-storage-lead = Kontrollera att den har ledigt utrymme och försök igen.
page-error-title = Inloggningen misslyckades
page-error-lead = { $service } svarade med ett fel, så inget anslöts.

## Pages: requests that lead nowhere

page-unknown-title = Ingen inloggning väntar på detta
page-unknown-lead = Den här sidan hör inte till någon inloggning som din enhet har startat, eller till en som är slut för länge sedan.
page-incomplete-title = Länken är ofullständig
page-incomplete-lead = Tjänsten skickade tillbaka dig med ett svar som din enhet inte kan läsa.
page-unready-title = Den här appen är inte redo
page-unready-lead = Den skill som ligger bakom länken är inte inställd för inloggning.
page-setup-title = Den här appen är fel inställd
page-setup-lead = Tjänstens adress kan inte användas. Kontrollera skillens inställningar.
page-offline-title = Din enhet är offline
page-offline-lead = Den har ingen nätverksadress som tjänsten kan svara till. Anslut den först till nätverket.
page-later-lead = Försök igen om en stund.
page-nothing-lead = Inget anslöts.

page-used-title = Den här koden gäller inte längre
page-used-lead = Den har redan använts, eller så använde ingen den inom tio minuter.
page-used-next = Be din enhet om en ny kod och skanna den.

page-over-label = Slut
page-over-title = Inloggningen är slut
page-over-lead = Resultatet finns inte kvar här.
page-over-next = Fråga din enhet om den är ansluten.

page-nowhere-label = Inget här
page-nowhere-title = Sidan finns inte
page-nowhere-lead = Kontrollera adressen eller skanna koden igen.

page-host-label = Nekad
page-host-title = Den här enheten heter något annat
page-host-lead = Den svarar inte på namnet i ditt adressfält.
page-host-next = Använd dess IP-adress, eller lägg till namnet i { $setting } i dess inställningar.

## Pages: the front page

page-front-title = Din röstassistents inloggningar

## Pages: the practice server

practice-label = Övningsserver
practice-consent-heading = Godkänna { $client }?
practice-consent-title = Släppa in { $client }?
practice-consent-lead = Godkänn bara om du själv nyss startade detta på din egen enhet.
practice-consent-scopes = Den får använda
practice-consent-destination = Ditt svar skickas till
practice-consent-note = Det här är bara en övning: det finns inget konto bakom sidan, och inget verkligt lämnas ut.
practice-consent-approve = Godkänn
practice-consent-refuse = Neka
practice-error-note = Den här sidan har inte gett åtkomst till något. Du kan stänga den.
practice-long-title = Det var för långt
practice-long-lead = Begäran är längre än vad servern läser.
practice-client-title = Okänd app
practice-client-lead = Begäran anger inget client_id, anger två eller anger ett som inte är registrerat här.
practice-return-title = Okänd returadress
practice-return-lead = redirect_uri saknas eller är inte registrerad för den här appen, så svaret skickas ingenstans.
practice-decision-title = Inget beslut
practice-decision-lead = Formuläret säger varken ja eller nej.
practice-answered-title = Redan besvarad
practice-answered-lead = Begäran har redan besvarats eller har väntat för länge. Börja om på enheten.

## Pages: letting a program in by its code

activate-code-title = Släpp in ett program
activate-code-lead = Programmet visar en kod med åtta bokstäver. Skriv in den här för att se vad det ber om.
activate-code-label = Kod
activate-code-on = Fortsätt
activate-unknown = Inget program väntar på den här koden. Kontrollera bokstäverna. Om de stämmer har koden redan använts eller är för gammal: börja om i programmet.
activate-stale = Sidan var för gammal, eller så sparar din webbläsare inga kakor. Skriv koden igen.
activate-too-many = { $count ->
    [one] För många felaktiga koder. Försök igen om en minut, eller skanna koden som programmet visar.
   *[other] För många felaktiga koder. Försök igen om { $count } minuter, eller skanna koden som programmet visar.
}
activate-title = Släppa in { $client }?
activate-lead = Programmet vill ha åtkomst. Det behåller den, även när du är borta, tills du tar tillbaka den.
activate-lead-home = Programmet vill ha åtkomst. Det behåller den, även när du är borta, tills du tar tillbaka den under ”Dina anslutningar”.
activate-scopes = Det får
activate-token = Använda din anslutning till { $app }
activate-token-all = Använda alla dina anslutningar, även kommande
activate-token-note = Det får token för var och en av de här anslutningarna och använder den utan att fråga dig igen.
activate-all-warning = Det är allt som din enhet är inloggad på. Släpp bara in program som du anförtror allt detta.
activate-address = Förfrågan kommer från
activate-here = Din enhet själv ({ $address })
activate-code = Visar programmet den här koden?
activate-warning = Om inte, om du inte själv har startat detta eller om någon har skickat dig koden eller en länk: neka.
activate-approve = Ja, släpp in
activate-refuse = Neka
activate-approved-title = Programmet har åtkomst
activate-approved-lead = Det märker det av sig självt inom några sekunder.
activate-approved-note = Du kan när som helst ta tillbaka åtkomsten under ”Dina anslutningar”. Du kan stänga den här sidan.
activate-refused-title = Inget lämnades ut
activate-refused-lead = Programmet får veta att du nekade.
activate-done-note = Du kan stänga den här sidan.

# For who has not shown yet that they are at the device.
activate-door-title = Är du vid din enhet?
activate-door-lead = Ett program ber om åtkomst till dina anslutningar. Bara den som är vid enheten släpper in program, så visa först att du är där.
activate-door-show = Visa en QR-kod på enheten
activate-door-scan = Skanna den sedan med den här telefonen.
activate-door-shown = Din enhet visar nu en QR-kod på skärmen. Skanna den med den här telefonen: den gäller i fem minuter och fungerar en gång.
activate-door-often = Din enhet har redan visat flera QR-koder. Vänta en minut och be om den igen.
activate-door-or = eller
activate-door-digits = Kör ”phal-oauth dashboard” på din enhet: då visar den sex siffror.
activate-door-wrong = Siffrorna är fel eller gäller inte längre. Kör ”phal-oauth dashboard” igen för att få nya.
activate-door-aloud = Siffror som din enhet säger högt släpper inte in något program, eftersom andra program också hör dem. Välj ett annat sätt nedan.
activate-door-terminal = I en terminal på enheten släpper även detta in programmet:
activate-link-lead = Någon har bett din enhet om den här länken för att släppa in ett program. Nästa sida säger vilket program det är och vad det vill. Om det inte var du, stäng den här sidan.
activate-over-next = Gå tillbaka till sidan där du bad om den och be om en ny.

## Pages: requests that are refused

page-refused-label = Nekad
page-many-title = Det var för ofta
page-many-lead = Din enhet tar inte emot fler förfrågningar från dig just nu.
page-many-next = Vänta en stund och ladda sedan om sidan.
page-foreign-title = Det kom från en annan sida
page-foreign-lead = En främmande sida skickade något till din enhet, så inget gjordes.
page-foreign-next = Om du tryckte på en knapp på din enhets egen sida, öppna den igen och gör om det.
page-stale-title = Sidan var för gammal
page-stale-lead = Den öppnades innan din enhet startade om, eller så sparar din webbläsare inga kakor.
page-stale-next = Gå tillbaka, ladda om sidan och gör om det du gjorde.
page-form-title = Din enhet kan inte läsa detta
page-form-lead = Det skickades i en form som din enhet inte känner till.
page-long-title = Det var för mycket text
page-long-lead = Din enhet läser högst 48 kilobyte åt gången.
page-long-next = Gå tillbaka och skriv mindre.
page-slow-title = Det tog för lång tid
page-slow-lead = Din enhet väntade på resten av det du skickade.
page-slow-next = Gå tillbaka och försök igen, närmare ditt wifi.
page-method-title = Det går inte här
page-method-lead = Sidan kan öppnas, men inget kan skickas till den.

## Pages: the front page, where a code that the device says is typed

front-lead = Din enhet har en sexsiffrig kod till dig. Skriv in den här för att fortsätta.
front-say = Låt enheten säga koden
front-said = Din enhet säger koden nu. Lyssna och skriv in den här.
front-not-said = Ingen inloggning väntar. Be först din enhet att logga in på en tjänst.
front-said-often = Din enhet har redan sagt koden flera gånger. Vänta en minut och be om den igen.
front-digits = Sex siffror
front-hint = De gäller i fem minuter.
front-enter = Fortsätt
front-else = Ingen kod? Be din enhet att logga in på en tjänst, så säger den vad du ska göra.
front-no-digits = Skriv alla sex siffror och inget annat.
front-wrong = Siffrorna är fel eller gäller inte längre. Be din enhet att säga dem igen.
front-too-many = { $count ->
    [one] För många felaktiga koder. Vänta en minut och be sedan din enhet om en ny.
   *[other] För många felaktiga koder. Vänta { $count } minuter och be sedan din enhet om en ny.
}

## Pages: the dashboard

dashboard-title = Dina anslutningar
dashboard-link-lead = Här ser du vilka tjänster din enhet är ansluten till, ansluter andra och avslutar anslutningar.
dashboard-link-open = Visa mina anslutningar
dashboard-link-note = Länken fungerar en gång. Sedan är den här webbläsaren inloggad i upp till en timme.
dashboard-closed-label = Stängd
dashboard-closed-title = Öppna sidan på nytt
dashboard-closed-lead = För din säkerhet stängs listan över dina anslutningar när ingen använder den.
dashboard-next = Be din enhet att visa sina anslutningar, eller kör ”phal-oauth dashboard” på den.
dashboard-over-title = Länken gäller inte längre
dashboard-over-lead = Den har redan använts eller är äldre än fem minuter.
dashboard-empty = Ingen skill har bett om en tjänst än.
dashboard-connected = Ansluten
dashboard-not-connected = Inte ansluten
dashboard-needs-credentials = Behöver ställas in
dashboard-needs-login = Logga in igen
dashboard-misconfigured = Fel inställd
dashboard-pending = En inloggning väntar på att du slutför den.
dashboard-needs-login-note = Tjänsten har avslutat anslutningen. Anslut den igen för att fortsätta.
dashboard-misconfigured-note = Tjänsten nekar appens klient-id, hemlighet eller adress. Anslut den igen: det du själv har skrivit kan du skriva på nytt där.
dashboard-ends-never = Förblir ansluten.
dashboard-ended = Förnyas vid nästa användning.
dashboard-ends-minutes = { $count ->
    [one] Förnyas inom en minut.
   *[other] Gäller i { $count } minuter till och förnyas sedan.
}
dashboard-ends-hours = { $count ->
    [one] Gäller i en timme till och förnyas sedan.
   *[other] Gäller i { $count } timmar till och förnyas sedan.
}
dashboard-ends-days = { $count ->
    [one] Gäller i en dag till och förnyas sedan.
   *[other] Gäller i { $count } dagar till och förnyas sedan.
}
dashboard-lasts-minutes = { $count ->
    [one] Gäller i en minut till.
   *[other] Gäller i { $count } minuter till.
}
dashboard-lasts-hours = { $count ->
    [one] Gäller i en timme till.
   *[other] Gäller i { $count } timmar till.
}
dashboard-lasts-days = { $count ->
    [one] Gäller i en dag till.
   *[other] Gäller i { $count } dagar till.
}
dashboard-connect = Anslut
dashboard-connect-again = Anslut igen
dashboard-more = Avsluta eller ta bort
dashboard-disconnect = Koppla från
dashboard-disconnect-note = Tjänsten får veta att anslutningen upphör. Skillen kan anslutas igen när som helst.
dashboard-forget = Ta bort
dashboard-forget-note = Avslutar anslutningen och glömmer allt om den. En skill som fortfarande är installerad tar tillbaka den, utan din inloggning.
dashboard-add = Anslut en annan tjänst
dashboard-leave = Stäng

## Pages: the dashboard's programs

programs-title = Program med åtkomst
programs-lead = De här har du släppt in med en kod. De hämtar själva det som de får.
programs-from = Begärt från { $address }
programs-from-here = Begärt från din enhet själv
programs-since = { $count ->
    [0] Insläppt de senaste 24 timmarna.
    [one] Insläppt för en dag sedan.
   *[other] Insläppt för { $count } dagar sedan.
}
programs-used = { $count ->
    [0] Senast använt de senaste 24 timmarna.
    [one] Senast använt för en dag sedan.
   *[other] Senast använt för { $count } dagar sedan.
}
programs-unused = Inte använt än.
programs-withdraw = Ta tillbaka åtkomsten
programs-withdraw-note = Ett program som du tar åtkomsten från får ingen ny token. En som det redan har hämtat gäller tills den går ut: välj ”Koppla från” vid tjänsten ovan för att avsluta även den.

## Pages: services that no skill has asked for

services-title = Anslut en tjänst
services-lead = Välj tjänsten. Nästa sida säger vad du ska göra.
services-back = Tillbaka till mina anslutningar
services-closed = Inte härifrån
services-relay = De här skickar bara svar till https-adresser. En egen reläsida löser det: ”phal-oauth relay” på din enhet berättar hur.
services-way-device = Med en kod
services-way-direct = På dess inloggningssida
services-way-relay = Via reläsidan
services-way-loopback = Med en adress att kopiera tillbaka
services-way-paste = Med en kod att kopiera tillbaka
services-way-token = Med en nyckel från dess sida

## Pages: on to the service after a form

onward-title = Vidare till tjänsten
onward-lead = Dess inloggningssida öppnas av sig själv. Om inte, tryck på knappen.
onward-go = Fortsätt

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Öppna den här adressen på din telefon för att ansluta { $service }: { $address }. Jag säger koden när du ber om den där.
speech-dashboard = Öppna den här adressen på din telefon för att se dina anslutningar: { $address }. Jag säger koden när du ber om den där.
speech-connected = { $service } är ansluten.
speech-denied = { $service } är inte ansluten, eftersom åtkomsten nekades.
speech-expired = { $service } är inte ansluten, eftersom ingen slutförde inloggningen i tid.
speech-failed = { $service } är inte ansluten, eftersom inloggningen misslyckades.
speech-code = Koden är { $code }.
speech-code-at = Öppna { $address } och skriv den här koden: { $code }.
speech-dot = punkt
speech-colon = kolon
speech-slash = snedstreck
speech-dash = bindestreck

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } väntar på din inloggning: skanna koden, eller öppna { $address } på telefonen.

## Pages: the steps of a login

go-title = Anslut { $service }
go-skill = För
go-device = På
go-scopes = Vill
go-nobody = Vilket program som helst på enheten
go-reason-relay = { $service } skickar inga svar till adresser i ditt hemnätverk, så svaret kommer via reläsidan.
go-reason-loopback = { $service } skickar inga svar till adresser i ditt hemnätverk, så du bär själv hit svaret.
go-reason-paste = { $service } skickar inga svar till adresser i ditt hemnätverk, så du får se en kod som du tar med hit.
go-reason-no-relay = Med en reläsida skulle det vara lättare: ”phal-oauth relay” på din enhet berättar hur.
go-others = Något annat
go-other-client = Skriv klient-id:t igen
go-other-address = Skriv din servers adress igen
go-return-lead = Du har varit här förut. Om { $service } nekade det du skrev kan du skriva det igen nedan.
go-return-refused = { $service } har nekat den här appen förut. Försök en gång till, eller prova något annat nedan.
go-send = Fortsätt
go-open = Öppna { $service }
go-wrong = Din enhet kan inte använda detta. Kontrollera det och försök igen.
go-failed-again = Försök igen
go-failed-silent-title = { $service } svarar inte
go-failed-silent-address = Inget svarar på { $address }. Kontrollera att adressen stämmer och att din server är på.
go-failed-silent-lead = Din enhet når den inte just nu. Kontrollera dess internetanslutning eller försök igen om en stund.
go-failed-strange-address = Det som svarar på { $address } är inte vad din enhet väntar sig av { $service }. Kontrollera adressen.
go-failed-device-title = { $service } ger ingen kod
go-failed-device-lead = { $service } låter inte den här appen logga in med en kod. Välj något annat nedan.

go-instance-lead = { $service } är en egen server. Var finns den?
go-instance-address = Din servers adress
go-instance-insecure = Det är inte säkert: utanför ditt hemnätverk måste en adress börja med https://
go-instance-wrong = Det är ingen adress. Den ser ut som https://cloud.example eller http://homeassistant.local:8123
go-instance-empty = Skriv en adress.

go-credentials-lead = { $service } vill känna till programmet som loggar in. Registrera det en gång på utvecklarsidan och skriv sedan här vad den sidan visar.
go-credentials-register = Registrera det
go-credentials-console = Öppna utvecklarsidan
go-credentials-redirect = Omdirigeringsadress att skriva in där, exakt som den står
go-credentials-qr = Visa den som QR-kod, för en annan enhet
go-credentials-qr-label = QR-kod för omdirigeringsadressen
go-credentials-port = Om din enhet har en brandvägg, släpp igenom port { $port }.
go-credentials-type = Skriv det den visar
go-credentials-id = Klient-id
go-credentials-secret = Klienthemlighet
go-credentials-secret-optional = Klienthemlighet, om det finns en
go-credentials-id-missing = Skriv klient-id:t.
go-credentials-secret-missing = Skriv även klienthemligheten.
go-credentials-refused = { $service } nekade det klient-id eller den hemlighet som skrevs här. Jämför båda med utvecklarsidan och skriv dem igen.
go-credentials-refused-else = Om de stämmer, prova något annat nedan.

go-device-lead = Öppna { $service } och jämför eller skriv den här koden. Sidan fortsätter av sig själv.
go-device-lead-link = Öppna { $service } och godkänn där. Sidan fortsätter av sig själv.
go-device-code = Din kod
go-device-elsewhere = Öppna på en annan enhet
go-device-waiting = Väntar på ditt godkännande
go-device-expired-title = Koden har gått ut
go-device-expired-lead = Ingen bekräftade den i tid.
go-device-refused-title = Åtkomsten nekades
go-device-refused-lead = Du valde att inte låta din enhet använda { $service }. Inget anslöts.
go-device-again = Hämta en ny kod

go-loopback-lead = Tre steg, och däremellan ser det ut som ett fel: så ska det vara.
go-loopback-one = Logga in och godkänn
go-loopback-one-note = Det öppnas i en ny flik. Låt den här vara öppen.
go-loopback-two = En sida som inte laddas
go-loopback-two-note = Sedan visar din telefon en sida som inte kan nås. Det är dess adress som din enhet behöver. Tryck på adressfältet och kopiera hela adressen.
go-loopback-picture = En telefon med en sida som inte kan nås. Adressfältet högst upp börjar med 127.0.0.1 och är markerat.
go-loopback-three = Klistra in adressen här
go-loopback-field = Adressen till sidan som inte laddades

go-paste-lead = Två steg: godkänn där och ta sedan med koden hit.
go-paste-one = Logga in och godkänn
go-paste-one-note = Det öppnas i en ny flik och visar en kod på slutet. Kopiera den.
go-paste-two = Klistra in koden här
go-paste-field = Kod

go-wrong-nothing = Inget klistrades in. Kopiera hela adressen från adressfältet.
go-wrong-long = Det är för långt. Kopiera bara adressen från adressfältet.
go-wrong-no-answer = Adressen innehåller inget svar än. Godkänn först och kopiera sedan adressen till sidan som inte laddas.
go-wrong-no-code = Det är varken en adress eller en kod. Kopiera hela adressen igen.
go-wrong-no-state = En kod ensam säger inte vilken inloggning den hör till. Klistra in hela adressen.
go-wrong-no-token = Det är ingen nyckel. Kopiera den igen, utan mellanslag runt om.
go-wrong-old = Det är svaret på en inloggning som är slut. Börja om med första steget.

go-token-lead = { $service } ger dig en nyckel till din enhet. Skapa en på dess sida och klistra sedan in den här.
go-token-make = Skapa en nyckel
go-token-console = Öppna dess sida
go-token-type = Klistra in nyckeln här
go-token-field = Nyckel

go-confirm-lead = Du loggar in hos { $service }. Sedan frågar en sida om du vill fortsätta till din enhet.
go-confirm-phrase = Den måste visa de här två orden
go-confirm-stuck = Når den sidan inte din enhet?
go-confirm-paste = Klistra in det den visar här
go-confirm-note = Om den visar andra, eller om du inte startade detta, stäng den.

go-no-way-title = Det går inte att logga in härifrån
go-no-way-lead = Så som din enhet är inställd nu når den inte den här tjänsten.
go-no-way-next = ”phal-oauth providers” på din enhet berättar vad varje tjänst behöver.
go-relay-blocked-title = Reläsidan leder inte till din enhet
go-relay-blocked-lead = Den för bara svar till enheter i hemnätverket, och din enhet är känd under en annan adress.
go-relay-blocked-next = Sätt advertise_host på din enhet till dess adress i ditt hemnätverk.
go-needs-relay-title = Den här tjänsten behöver en reläsida
go-needs-relay-lead = Den skickar bara svar till https-adresser, och din enhet har ingen. En egen reläsida för dem vidare.
go-needs-relay-next = Kör ”phal-oauth relay” på din enhet: den skriver sidan och berättar var den ska ligga.

## Pages: what a service lets a program do

scope-identity = Se vem du är
scope-profile = Se ditt namn och din bild
scope-email = Se din e-postadress
scope-lasting = Förbli ansluten medan du är borta
scope-playback-read = Se vad som spelas
scope-playback-control = Styra vad som spelas
scope-streaming = Spela musik på den här enheten
scope-playlists-read = Se dina spellistor
scope-playlists-write = Ändra dina spellistor
scope-library-read = Se ditt musikbibliotek
scope-library-write = Ändra ditt musikbibliotek
scope-history-read = Se vad du har lyssnat på
scope-follow-read = Se vilka du följer
scope-calendar-read = Se din kalender
scope-calendar-write = Se och ändra din kalender
scope-mail-read = Läsa din e-post
scope-mail-send = Skicka e-post åt dig
scope-files-read = Se dina filer
scope-files-write = Se och ändra dina filer
scope-contacts-read = Se dina kontakter
scope-tasks-read = Se dina uppgifter
scope-tasks-write = Se och ändra dina uppgifter
scope-video-read = Se ditt YouTube-konto
scope-video-write = Hantera ditt YouTube-konto
scope-home = Styra enheterna i ditt hem
scope-repositories = Se och ändra dina kodförråd

## Command line

cli-or-open = eller öppna { $url }
cli-or-type = eller öppna { $url } och skriv { $digits }
cli-connect-scan = Skanna detta med din telefon för att ansluta { $app }:
cli-connect-waiting = Väntar på ditt godkännande …
cli-connect-no-link = Demonen gav ingen länk.
cli-connected = { $app } är ansluten.
cli-not-connected = { $app } är inte ansluten:
cli-disconnected = { $app } är frånkopplad.
cli-cancelled = Ingen inloggning väntar längre för { $app }.
cli-forgotten = { $app } är bortglömd.
cli-remote-done = Tjänsten har fått besked.
cli-remote-queued = Tjänsten har inte kunnat få besked än: det får den så snart den kan nås.
cli-remote-refused = Tjänsten vägrar att avsluta åtkomsten: gör det på dess egen sida för anslutna appar.
cli-paste-prompt = Klistra in adressen eller koden och tryck Enter:
cli-dashboard-scan = Skanna detta med din telefon för att se dina anslutningar:
cli-dashboard-once = Länken och siffrorna fungerar en gång, i fem minuter.
cli-status-none = Ingen app är registrerad än: skills registrerar sina när de startar.
# Heads of the columns of a table.
cli-status-app = APP
cli-status-state = TILLSTÅND
cli-status-valid = GILTIG
cli-state-connected = ansluten
cli-state-not-authenticated = inte inloggad
cli-state-needs-login = ny inloggning krävs
cli-state-needs-credentials = uppgifter saknas
cli-state-misconfigured = fel inställd
cli-valid-waiting = en inloggning väntar
cli-valid-no-end = inget slut angivet
cli-valid-ended = utgången, ska förnyas
cli-valid-minutes = { $count ->
    [one] { $count } minut till
   *[other] { $count } minuter till
}
cli-valid-hours = { $count ->
    [one] { $count } timme till
   *[other] { $count } timmar till
}
cli-valid-days = { $count ->
    [one] { $count } dag till
   *[other] { $count } dagar till
}

## Command line: the demo

demo-folder = Inget blir kvar av den här demonstrationen: dess mapp tas bort på slutet.
demo-practice = En övningsserver körs på { $url }
demo-bus = En meddelandebuss körs på { $url }, med phal-oauth på
demo-skill = En exempel-skill har gått med på bussen och registrerat sin app
demo-image = Skillen bad om en QR-kod; ett skal skulle visa { $path }
demo-scan = Här är en för den här terminalen. Skanna den med din telefon och tryck på ”{ $button }”:
demo-approved = Godkänt utan någon person, som { $option } begär
demo-waiting = Väntar på dig, högst tio minuter …
demo-token = Skillen har sin token
demo-used = Skillen har använt den, och servern säger: { $greeting }
demo-done = Klart: mer än så behöver ingen göra.
demo-stopped = Stoppad.
