## Pages: what became of a login

page-connected-label = Forbundet
page-connected-title = Så er det klaret
page-connected-lead = Din enhed er nu forbundet med { $service }.
page-connected-next = Du kan lukke denne side. Resten sker på din enhed.

page-finishing-label = Et øjeblik
page-finishing-title = Login bliver afsluttet
page-finishing-lead = Din enhed henter sin adgang fra { $service }.
page-finishing-next = Denne side opdaterer sig selv.

page-failed-label = Ikke forbundet
page-failed-next = Du kan lukke denne side og begynde forfra på din enhed.

page-denied-title = Adgangen blev afvist
page-denied-lead = Du valgte ikke at lade din enhed bruge { $service }. Intet blev forbundet.
page-issuer-title = Den forkerte server svarede
page-issuer-lead = Svaret kom ikke fra { $service }, så det blev ikke brugt.
page-expired-title = Dette login tog for lang tid
page-expired-lead = For din sikkerheds skyld skal et login afsluttes inden for ti minutter.
page-misconfigured-title = Tjenesten afviser denne app
page-misconfigured-lead = { $service } godtager ikke det klient-id, den hemmelighed eller den adresse, som din enhed bruger. Kontrollér dem på tjenestens udviklerside.
page-misconfigured-bare = Tjenesten godtager ikke det klient-id, den hemmelighed eller den adresse, som din enhed bruger. Kontrollér dem på dens udviklerside.
page-misconfigured-next = Fortsæt her for at rette det eller prøve noget andet.
page-unavailable-title = Det lykkedes ikke lige nu
page-unavailable-lead = { $service } kunne ikke afslutte login. Prøv igen om et øjeblik.
page-storage-title = Din enhed kunne ikke gemme dette
page-storage-lead = Kontrollér, at der er ledig plads, og prøv igen.
page-error-title = Login lykkedes ikke
page-error-lead = { $service } svarede med en fejl, så intet blev forbundet.

## Pages: requests that lead nowhere

page-unknown-title = Intet login venter på dette
page-unknown-lead = Denne side hører ikke til noget login, som din enhed har startet, eller til et, der er slut for længst.
page-incomplete-title = Dette link er ufuldstændigt
page-incomplete-lead = Tjenesten sendte dig tilbage med et svar, som din enhed ikke kan læse.
page-unready-title = Denne app er ikke klar
page-unready-lead = Den skill, der står bag dette link, er ikke sat op til et login.
page-setup-title = Denne app er sat forkert op
page-setup-lead = Tjenestens adresse kan ikke bruges. Kontrollér denne skills indstillinger.
page-offline-title = Din enhed er offline
page-offline-lead = Den har ingen netværksadresse, som tjenesten kan svare til. Forbind den først med netværket.
page-later-lead = Prøv igen om et øjeblik.
page-nothing-lead = Intet blev forbundet.

page-used-title = Denne kode gælder ikke længere
page-used-lead = Den er allerede brugt, eller ingen brugte den inden for ti minutter.
page-used-next = Bed din enhed om en ny kode, og scan den.

page-over-label = Slut
page-over-title = Dette login er slut
page-over-lead = Resultatet gemmes ikke længere her.
page-over-next = Spørg din enhed, om den er forbundet.

page-nowhere-label = Intet her
page-nowhere-title = Siden findes ikke
page-nowhere-lead = Kontrollér adressen, eller scan koden igen.

page-host-label = Afvist
page-host-title = Denne enhed hedder noget andet
page-host-lead = Den svarer ikke på navnet i din adresselinje.
page-host-next = Brug dens IP-adresse, eller føj navnet til { $setting } i dens indstillinger.

## Pages: the front page

page-front-title = Din stemmeassistents logins

## Pages: the practice server

practice-label = Øveserver
practice-consent-heading = Godkend { $client }?
practice-consent-title = Lukke { $client } ind?
practice-consent-lead = Godkend kun, hvis du lige selv har startet dette på din egen enhed.
practice-consent-scopes = Den må bruge
practice-consent-destination = Dit svar sendes til
practice-consent-note = Det er kun en øvelse: Der er ingen konto bag denne side, og intet rigtigt bliver givet fri.
practice-consent-approve = Godkend
practice-consent-refuse = Afvis
practice-error-note = Denne side har ikke givet adgang til noget. Du kan lukke den.
practice-long-title = Det var for langt
practice-long-lead = Anmodningen er længere, end denne server læser.
practice-client-title = Ukendt app
practice-client-lead = Anmodningen nævner intet client_id, nævner to eller nævner et, der ikke er registreret her.
practice-return-title = Ukendt returadresse
practice-return-lead = redirect_uri mangler eller er ikke registreret for denne app, så svaret sendes ingen steder hen.
practice-decision-title = Ingen afgørelse
practice-decision-lead = Formularen siger hverken ja eller nej.
practice-answered-title = Allerede besvaret
practice-answered-lead = Denne anmodning er allerede besvaret eller har ventet for længe. Begynd forfra på enheden.

## Pages: letting a program in by its code

activate-code-title = Luk et program ind
activate-code-lead = Programmet viser en kode på otte bogstaver. Skriv den her for at se, hvad det beder om.
activate-code-label = Kode
activate-code-on = Fortsæt
activate-unknown = Intet program venter på denne kode. Kontrollér bogstaverne. Hvis de er rigtige, er koden allerede brugt eller for gammel: Begynd forfra i programmet.
activate-stale = Denne side var for gammel, eller din browser gemmer ikke cookies. Skriv koden igen.
activate-too-many = { $count ->
    [one] For mange forkerte koder. Prøv igen om et minut, eller scan koden, som programmet viser.
   *[other] For mange forkerte koder. Prøv igen om { $count } minutter, eller scan koden, som programmet viser.
}
activate-title = Lukke { $client } ind?
activate-lead = Dette program vil have adgang. Det beholder den, også når du ikke er der, indtil du tager den tilbage.
activate-lead-home = Dette program vil have adgang. Det beholder den, også når du ikke er der, indtil du tager den tilbage under “Dine forbindelser”.
activate-scopes = Det må
activate-token = Bruge din forbindelse til { $app }
activate-token-all = Bruge alle dine forbindelser, også kommende
activate-token-note = Det får tokenet til hver af disse forbindelser og bruger det uden at spørge dig igen.
activate-all-warning = Det er alt, hvor din enhed er logget ind. Luk kun programmer ind, som du betror det hele.
activate-address = Anmodningen kommer fra
activate-here = Din enhed selv ({ $address })
activate-code = Viser programmet denne kode?
activate-warning = Hvis ikke, hvis du ikke selv har startet dette, eller hvis nogen har sendt dig koden eller et link: Afvis.
activate-approve = Ja, luk den ind
activate-refuse = Afvis
activate-approved-title = Programmet har adgang
activate-approved-lead = Det opdager det selv inden for få sekunder.
activate-approved-note = Du kan altid tage adgangen tilbage under “Dine forbindelser”. Du kan lukke denne side.
activate-refused-title = Intet blev givet fri
activate-refused-lead = Programmet får at vide, at du afviste.
activate-done-note = Du kan lukke denne side.

# For who has not shown yet that they are at the device.
activate-door-title = Er du ved din enhed?
activate-door-lead = Et program beder om adgang til dine forbindelser. Kun den, der er ved enheden, lukker programmer ind, så vis først, at du er der.
activate-door-show = Vis en QR-kode på enheden
activate-door-scan = Scan den så med denne telefon.
activate-door-shown = Din enhed viser nu en QR-kode på skærmen. Scan den med denne telefon: Den gælder i fem minutter og virker én gang.
activate-door-often = Din enhed har allerede vist flere QR-koder. Vent et minut, og bed så om den igen.
activate-door-or = eller
activate-door-digits = Kør “phal-oauth dashboard” på din enhed: Så viser den dig seks cifre.
activate-door-wrong = Disse cifre er ikke rigtige eller gælder ikke længere. Kør “phal-oauth dashboard” igen for at få nye.
activate-door-aloud = Cifre, som din enhed siger højt, lukker intet program ind, for andre programmer hører dem også. Vælg en anden måde nedenfor.
activate-door-terminal = I en terminal på enheden lukker dette også programmet ind:
activate-link-lead = Nogen har bedt din enhed om dette link for at lukke et program ind. Næste side siger, hvilket program det er, og hvad det vil. Hvis det ikke var dig, så luk denne side.
activate-over-next = Gå tilbage til siden, hvor du bad om det, og bed om et nyt.

## Pages: requests that are refused

page-refused-label = Afvist
page-many-title = Det var for ofte
page-many-lead = Din enhed tager ikke imod flere anmodninger fra dig lige nu.
page-many-next = Vent et øjeblik, og genindlæs så siden.
page-foreign-title = Det kom fra en anden side
page-foreign-lead = En fremmed side sendte noget til din enhed, så intet blev gjort.
page-foreign-next = Hvis du har trykket på en knap på din enheds egen side, så åbn den igen, og gentag det.
page-stale-title = Denne side var for gammel
page-stale-lead = Den blev åbnet, før din enhed startede igen, eller din browser gemmer ikke cookies.
page-stale-next = Gå tilbage, genindlæs siden, og gentag det, du gjorde.
page-form-title = Din enhed kan ikke læse dette
page-form-lead = Det blev sendt i en form, som din enhed ikke kender.
page-long-title = Det var for meget tekst
page-long-lead = Din enhed læser højst 48 kilobyte ad gangen.
page-long-next = Gå tilbage, og skriv mindre.
page-slow-title = Det tog for lang tid
page-slow-lead = Din enhed har ventet på resten af det, du sendte.
page-slow-next = Gå tilbage, og prøv igen tættere på dit wi-fi.
page-method-title = Det virker ikke her
page-method-lead = Denne side kan åbnes, men der kan ikke sendes noget til den.

## Pages: the front page, where a code that the device says is typed

front-lead = Din enhed har en sekscifret kode til dig. Skriv den her for at fortsætte.
front-say = Lad enheden sige koden
front-said = Din enhed siger koden nu. Lyt, og skriv den her.
front-not-said = Intet login venter. Bed først din enhed om at logge ind på en tjeneste.
front-said-often = Din enhed har allerede sagt koden flere gange. Vent et minut, og bed så om den igen.
front-digits = Seks cifre
front-hint = De gælder i fem minutter.
front-enter = Fortsæt
front-else = Ingen kode? Bed din enhed om at logge ind på en tjeneste, så siger den, hvad du skal gøre.
front-no-digits = Skriv alle seks cifre og intet andet.
front-wrong = Disse cifre er ikke rigtige eller gælder ikke længere. Bed din enhed om at sige dem igen.
front-too-many = { $count ->
    [one] For mange forkerte koder. Vent et minut, og bed så din enhed om en ny.
   *[other] For mange forkerte koder. Vent { $count } minutter, og bed så din enhed om en ny.
}

## Pages: the dashboard

dashboard-title = Dine forbindelser
dashboard-link-lead = Her ser du, hvilke tjenester din enhed er forbundet med, forbinder andre og afslutter forbindelser.
dashboard-link-open = Vis mine forbindelser
dashboard-link-note = Dette link virker én gang. Derefter er denne browser logget ind i op til en time.
dashboard-closed-label = Lukket
dashboard-closed-title = Åbn dette igen
dashboard-closed-lead = For din sikkerheds skyld lukker listen over dine forbindelser, når ingen bruger den.
dashboard-next = Bed din enhed om at vise sine forbindelser, eller kør “phal-oauth dashboard” på den.
dashboard-over-title = Dette link gælder ikke længere
dashboard-over-lead = Det er allerede brugt eller er over fem minutter gammelt.
dashboard-empty = Ingen skill har bedt om en tjeneste endnu.
dashboard-connected = Forbundet
dashboard-not-connected = Ikke forbundet
dashboard-needs-credentials = Skal sættes op
dashboard-needs-login = Log ind igen
dashboard-misconfigured = Sat forkert op
dashboard-pending = Et login venter på, at du afslutter det.
dashboard-needs-login-note = Tjenesten har afsluttet denne forbindelse. Forbind den igen for at fortsætte.
dashboard-misconfigured-note = Tjenesten afviser denne apps klient-id, hemmelighed eller adresse. Forbind den igen: Det, du selv har skrevet, kan du skrive på ny der.
dashboard-ends-never = Forbliver forbundet.
dashboard-ended = Fornys ved næste brug.
dashboard-ends-minutes = { $count ->
    [one] Fornys inden for et minut.
   *[other] Gælder i { $count } minutter endnu og fornys så.
}
dashboard-ends-hours = { $count ->
    [one] Gælder i en time endnu og fornys så.
   *[other] Gælder i { $count } timer endnu og fornys så.
}
dashboard-ends-days = { $count ->
    [one] Gælder i en dag endnu og fornys så.
   *[other] Gælder i { $count } dage endnu og fornys så.
}
dashboard-lasts-minutes = { $count ->
    [one] Gælder i et minut endnu.
   *[other] Gælder i { $count } minutter endnu.
}
dashboard-lasts-hours = { $count ->
    [one] Gælder i en time endnu.
   *[other] Gælder i { $count } timer endnu.
}
dashboard-lasts-days = { $count ->
    [one] Gælder i en dag endnu.
   *[other] Gælder i { $count } dage endnu.
}
dashboard-connect = Forbind
dashboard-connect-again = Forbind igen
dashboard-more = Afslut eller fjern
dashboard-disconnect = Afbryd
dashboard-disconnect-note = Tjenesten får at vide, at forbindelsen slutter. Denne skill kan altid forbindes igen.
dashboard-forget = Fjern
dashboard-forget-note = Afslutter forbindelsen og glemmer alt om den. En skill, der stadig er installeret, får den frem igen, uden dit login.
dashboard-add = Forbind en anden tjeneste
dashboard-leave = Luk

## Pages: the dashboard's programs

programs-title = Programmer med adgang
programs-lead = Dem har du lukket ind med en kode. De henter selv det, de må.
programs-from = Anmodet fra { $address }
programs-from-here = Anmodet fra din enhed selv
programs-since = { $count ->
    [0] Lukket ind inden for de sidste 24 timer.
    [one] Lukket ind for en dag siden.
   *[other] Lukket ind for { $count } dage siden.
}
programs-used = { $count ->
    [0] Sidst brugt inden for de sidste 24 timer.
    [one] Sidst brugt for en dag siden.
   *[other] Sidst brugt for { $count } dage siden.
}
programs-unused = Endnu ikke brugt.
programs-withdraw = Tag adgangen tilbage
programs-withdraw-note = Et program, du tager adgangen fra, får intet nyt token. Et, som det allerede har hentet, gælder, til det udløber: Vil du også afslutte det, så vælg “Afbryd” ved tjenesten ovenfor.

## Pages: services that no skill has asked for

services-title = Forbind en tjeneste
services-lead = Vælg tjenesten. Næste side siger, hvad du skal gøre.
services-back = Tilbage til mine forbindelser
services-closed = Ikke herfra
services-relay = Disse sender kun svar til https-adresser. Din egen relæside løser det: “phal-oauth relay” på din enhed fortæller hvordan.
services-way-device = Med en kode
services-way-direct = På dens loginside
services-way-relay = Via relæsiden
services-way-loopback = Med en adresse, der kopieres tilbage
services-way-paste = Med en kode, der kopieres tilbage
services-way-token = Med en nøgle fra dens side

## Pages: on to the service after a form

onward-title = Videre til tjenesten
onward-lead = Dens loginside åbner af sig selv. Hvis ikke, så tryk på knappen.
onward-go = Fortsæt

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Åbn denne adresse på din telefon for at forbinde { $service }: { $address }. Jeg siger koden, når du beder om den dér.
speech-dashboard = Åbn denne adresse på din telefon for at se dine forbindelser: { $address }. Jeg siger koden, når du beder om den dér.
speech-connected = { $service } er forbundet.
speech-denied = { $service } er ikke forbundet, fordi adgangen blev afvist.
speech-expired = { $service } er ikke forbundet, fordi ingen afsluttede login i tide.
speech-failed = { $service } er ikke forbundet, fordi login ikke lykkedes.
speech-code = Koden er { $code }.
speech-code-at = Åbn { $address }, og skriv denne kode: { $code }.
speech-dot = punktum
speech-colon = kolon
speech-slash = skråstreg
speech-dash = bindestreg

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } venter på dit login: Scan koden, eller åbn { $address } på din telefon.

## Pages: the steps of a login

go-title = Forbind { $service }
go-skill = Til
go-device = På
go-scopes = Vil
go-nobody = Ethvert program på enheden
go-reason-relay = { $service } sender ikke svar til adresser i dit hjemmenetværk, så svaret kommer via relæsiden.
go-reason-loopback = { $service } sender ikke svar til adresser i dit hjemmenetværk, så du bringer selv svaret hertil.
go-reason-paste = { $service } sender ikke svar til adresser i dit hjemmenetværk, så du får vist en kode, som du bringer hertil.
go-reason-no-relay = Med en relæside ville det være lettere: “phal-oauth relay” på din enhed fortæller hvordan.
go-others = Noget andet
go-other-client = Skriv klient-id’et igen
go-other-address = Skriv din servers adresse igen
go-return-lead = Du har været her før. Hvis { $service } afviste det, du skrev, kan du skrive det igen nedenfor.
go-return-refused = { $service } har afvist denne app før. Prøv én gang til, eller prøv noget andet nedenfor.
go-send = Fortsæt
go-open = Åbn { $service }
go-wrong = Det kan din enhed ikke bruge. Kontrollér det, og prøv igen.
go-failed-again = Prøv igen
go-failed-silent-title = { $service } svarer ikke
go-failed-silent-address = Intet svarer på { $address }. Kontrollér, at adressen er rigtig, og at din server er tændt.
go-failed-silent-lead = Din enhed kan ikke nå den lige nu. Kontrollér dens internetforbindelse, eller prøv igen om et øjeblik.
go-failed-strange-address = Det, der svarer på { $address }, er ikke det, din enhed venter af { $service }. Kontrollér adressen.
go-failed-device-title = { $service } giver ingen kode
go-failed-device-lead = { $service } lader ikke denne app logge ind med en kode. Vælg noget andet nedenfor.

go-instance-lead = { $service } er din egen server. Hvor er den?
go-instance-address = Din servers adresse
go-instance-insecure = Det er ikke sikkert: Uden for dit hjemmenetværk skal en adresse begynde med https://
go-instance-wrong = Det er ikke en adresse. Den ser ud som https://cloud.example eller http://homeassistant.local:8123
go-instance-empty = Skriv en adresse.

go-credentials-lead = { $service } vil kende det program, der logger ind. Registrér det én gang på udviklersiden, og skriv så her, hvad den side viser.
go-credentials-register = Registrér det
go-credentials-console = Åbn udviklersiden
go-credentials-redirect = Omdirigeringsadresse, der skal skrives dér, præcis som den står
go-credentials-qr = Vis den som QR-kode til en anden enhed
go-credentials-qr-label = QR-kode med omdirigeringsadressen
go-credentials-port = Hvis din enhed har en firewall, så luk port { $port } igennem.
go-credentials-type = Skriv det, den viser
go-credentials-id = Klient-id
go-credentials-secret = Klienthemmelighed
go-credentials-secret-optional = Klienthemmelighed, hvis der er en
go-credentials-id-missing = Skriv klient-id’et.
go-credentials-secret-missing = Skriv også klienthemmeligheden.
go-credentials-refused = { $service } har afvist det klient-id eller den hemmelighed, der blev skrevet her. Sammenlign begge med udviklersiden, og skriv dem igen.
go-credentials-refused-else = Hvis de er rigtige, så prøv noget andet nedenfor.

go-device-lead = Åbn { $service }, og sammenlign eller skriv denne kode. Denne side fortsætter af sig selv.
go-device-lead-link = Åbn { $service }, og godkend dér. Denne side fortsætter af sig selv.
go-device-code = Din kode
go-device-elsewhere = Åbn på en anden enhed
go-device-waiting = Venter på din godkendelse
go-device-expired-title = Denne kode er udløbet
go-device-expired-lead = Ingen har bekræftet den i tide.
go-device-refused-title = Adgangen blev afvist
go-device-refused-lead = Du valgte ikke at lade din enhed bruge { $service }. Intet blev forbundet.
go-device-again = Hent en ny kode

go-loopback-lead = Tre trin, og undervejs ligner det en fejl: Sådan skal det være.
go-loopback-one = Log ind, og godkend
go-loopback-one-note = Det åbner i en ny fane. Lad denne stå åben.
go-loopback-two = En side, der ikke indlæses
go-loopback-two-note = Så viser din telefon en side, der ikke kan nås. Din enhed skal bruge dens adresse. Tryk på adresselinjen, og kopiér det hele.
go-loopback-picture = En telefon med en side, der ikke kan nås. Adresselinjen øverst begynder med 127.0.0.1 og er fremhævet.
go-loopback-three = Sæt adressen ind her
go-loopback-field = Adressen på siden, der ikke blev indlæst

go-paste-lead = To trin: Godkend dér, og bring så koden hertil.
go-paste-one = Log ind, og godkend
go-paste-one-note = Det åbner i en ny fane og viser en kode til sidst. Kopiér den.
go-paste-two = Sæt koden ind her
go-paste-field = Kode

go-wrong-nothing = Der blev ikke sat noget ind. Kopiér hele adressen fra adresselinjen.
go-wrong-long = Det er for langt. Kopiér kun adressen fra adresselinjen.
go-wrong-no-answer = Der er ikke noget svar i denne adresse endnu. Godkend først, og kopiér så adressen på siden, der ikke indlæses.
go-wrong-no-code = Det er hverken en adresse eller en kode. Kopiér hele adressen igen.
go-wrong-no-state = En kode alene siger ikke, hvilket login den hører til. Sæt hele adressen ind.
go-wrong-no-token = Det er ikke en nøgle. Kopiér den igen, uden mellemrum omkring.
go-wrong-old = Det er svaret på et login, der er slut. Begynd forfra med første trin.

go-token-lead = { $service } giver dig en nøgle til din enhed. Lav en på dens side, og sæt den så ind her.
go-token-make = Lav en nøgle
go-token-console = Åbn dens side
go-token-type = Sæt nøglen ind her
go-token-field = Nøgle

go-confirm-lead = Du logger ind hos { $service }. Så spørger en side, om du vil fortsætte til din enhed.
go-confirm-phrase = Den skal vise disse to ord
go-confirm-stuck = Kan den side ikke nå din enhed?
go-confirm-paste = Sæt det, den viser, ind her
go-confirm-note = Hvis den viser andre, eller du ikke selv har startet dette, så luk den.

go-no-way-title = Man kan ikke logge ind herfra
go-no-way-lead = Sådan som din enhed er sat op nu, kan den ikke nå denne tjeneste.
go-no-way-next = “phal-oauth providers” på din enhed fortæller, hvad hver tjeneste kræver.
go-relay-blocked-title = Relæsiden fører ikke til din enhed
go-relay-blocked-lead = Den bringer kun svar til enheder i hjemmenetværket, og din enhed er kendt under en anden adresse.
go-relay-blocked-next = Sæt advertise_host på din enhed til dens adresse i dit hjemmenetværk.
go-needs-relay-title = Denne tjeneste kræver en relæside
go-needs-relay-lead = Den sender kun svar til https-adresser, og din enhed har ingen. Din egen relæside bringer dem frem.
go-needs-relay-next = Kør “phal-oauth relay” på din enhed: Den skriver siden og fortæller, hvor den skal ligge.

## Pages: what a service lets a program do

scope-identity = Se, hvem du er
scope-profile = Se dit navn og billede
scope-email = Se din e-mailadresse
scope-lasting = Forblive forbundet, mens du er væk
scope-playback-read = Se, hvad der spiller
scope-playback-control = Styre, hvad der spiller
scope-streaming = Afspille musik på denne enhed
scope-playlists-read = Se dine playlister
scope-playlists-write = Ændre dine playlister
scope-library-read = Se dit musikbibliotek
scope-library-write = Ændre dit musikbibliotek
scope-history-read = Se, hvad du har hørt
scope-follow-read = Se, hvem du følger
scope-calendar-read = Se din kalender
scope-calendar-write = Se og ændre din kalender
scope-mail-read = Læse din e-mail
scope-mail-send = Sende e-mail for dig
scope-files-read = Se dine filer
scope-files-write = Se og ændre dine filer
scope-contacts-read = Se dine kontakter
scope-tasks-read = Se dine opgaver
scope-tasks-write = Se og ændre dine opgaver
scope-video-read = Se din YouTube-konto
scope-video-write = Administrere din YouTube-konto
scope-home = Styre enhederne i dit hjem
scope-repositories = Se og ændre dine kodelagre

## Command line

cli-or-open = eller åbn { $url }
cli-or-type = eller åbn { $url }, og skriv { $digits }
cli-connect-scan = Scan dette med din telefon for at forbinde { $app }:
cli-connect-waiting = Venter på din godkendelse …
cli-connect-no-link = Dæmonen gav intet link.
cli-connected = { $app } er forbundet.
cli-not-connected = { $app } er ikke forbundet:
cli-disconnected = Forbindelsen til { $app } er afbrudt.
cli-cancelled = Intet login venter længere for { $app }.
cli-forgotten = { $app } er glemt.
cli-remote-done = Tjenesten har fået besked.
cli-remote-queued = Tjenesten har ikke fået besked endnu: Det får den, så snart den kan nås.
cli-remote-refused = Tjenesten nægter at afslutte adgangen: Gør det på dens egen side med forbundne apps.
cli-paste-prompt = Sæt adressen eller koden ind, og tryk Enter:
cli-dashboard-scan = Scan dette med din telefon for at se dine forbindelser:
cli-dashboard-once = Link og cifre virker én gang, i fem minutter.
cli-status-none = Ingen app er registreret endnu: Skills registrerer deres, når de starter.
# Heads of the columns of a table.
cli-status-app = APP
cli-status-state = TILSTAND
cli-status-valid = GYLDIG
cli-state-connected = forbundet
cli-state-not-authenticated = ikke logget ind
cli-state-needs-login = kræver nyt login
cli-state-needs-credentials = mangler oplysninger
cli-state-misconfigured = sat forkert op
cli-valid-waiting = et login venter
cli-valid-no-end = ingen udløb oplyst
cli-valid-ended = udløbet, skal fornys
cli-valid-minutes = { $count ->
    [one] { $count } minut endnu
   *[other] { $count } minutter endnu
}
cli-valid-hours = { $count ->
    [one] { $count } time endnu
   *[other] { $count } timer endnu
}
cli-valid-days = { $count ->
    [one] { $count } dag endnu
   *[other] { $count } dage endnu
}

## Command line: the demo

demo-folder = Intet bliver tilbage af denne demonstration: Dens mappe slettes til sidst.
demo-practice = En øveserver kører på { $url }
demo-bus = En meddelelsesbus kører på { $url }, med phal-oauth på
demo-skill = En eksempel-skill har sluttet sig til bussen og registreret sin app
demo-image = Denne skill bad om en QR-kode; en shell ville vise { $path }
demo-scan = Her er en til denne terminal. Scan den med din telefon, og tryk på “{ $button }”:
demo-approved = Godkendt uden en person, som { $option } beder om
demo-waiting = Venter på dig, højst ti minutter …
demo-token = Denne skill har sit token
demo-used = Den har brugt det, og serveren siger: { $greeting }
demo-done = Færdig: Mere skal en person ikke gøre.
demo-stopped = Stoppet.
