## Pages: what became of a login

page-connected-label = Konektatuta
page-connected-title = Dena eginda
page-connected-lead = Zure gailua { $service } zerbitzura konektatuta dago orain.
page-connected-next = Orri hau itxi dezakezu. Gainerakoa zure gailuan gertatzen da.

page-finishing-label = Une bat
page-finishing-title = Saio-hasiera amaitzen
page-finishing-lead = Zure gailua { $service } zerbitzuaren sarbidea lortzen ari da.
page-finishing-next = Orri hau bere kabuz eguneratzen da.

page-failed-label = Konektatu gabe
page-failed-next = Orri hau itxi eta zure gailuan berriro has zaitezke.

page-denied-title = Sarbidea ukatu da
page-denied-lead = Zure gailuari { $service } erabiltzen ez uztea aukeratu duzu. Ez da ezer konektatu.
page-issuer-title = Zerbitzari okerrak erantzun du
page-issuer-lead = Erantzuna ez zetorren { $service } zerbitzutik, eta ez da erabili.
page-expired-title = Saio-hasiera honek luzeegi jo du
page-expired-lead = Zure segurtasunerako, saio-hasiera bat hamar minututan amaitu behar da.
page-misconfigured-title = Zerbitzuak aplikazio hau baztertzen du
page-misconfigured-lead = { $service } zerbitzuak ez du onartzen zure gailuak erabiltzen duen bezero-IDa, sekretua edo helbidea. Egiaztatu zerbitzuaren garatzaileen orrian.
page-misconfigured-bare = Zerbitzuak ez du onartzen zure gailuak erabiltzen duen bezero-IDa, sekretua edo helbidea. Egiaztatu haren garatzaileen orrian.
page-misconfigured-next = Jarraitu hemen hori zuzentzeko edo beste zerbait probatzeko.
page-unavailable-title = Oraintxe ez du funtzionatu
page-unavailable-lead = { $service } zerbitzuak ezin izan du saio-hasiera amaitu. Saiatu berriro une bat barru.
page-storage-title = Zure gailuak ezin izan du hau gorde
page-storage-lead = Egiaztatu leku librea duela eta saiatu berriro.
page-error-title = Saio-hasierak ez du funtzionatu
page-error-lead = { $service } zerbitzuak errore batekin erantzun du, eta ez da ezer konektatu.

## Pages: requests that lead nowhere

page-unknown-title = Ez dago honen zain dagoen saio-hasierarik
page-unknown-lead = Orri hau ez dagokio zure gailuak hasitako saio-hasiera bati, edo aspaldi amaitutako bati dagokio.
page-incomplete-title = Esteka hau osatu gabe dago
page-incomplete-lead = Zerbitzuak zure gailuak irakurri ezin duen erantzun batekin itzuli zaitu.
page-unready-title = Aplikazio hau ez dago prest
page-unready-lead = Esteka honen atzeko trebetasuna ez dago saioa hasteko konfiguratuta.
page-setup-title = Aplikazio hau gaizki konfiguratuta dago
page-setup-lead = Zerbitzuaren helbidea ezin da erabili. Egiaztatu trebetasunaren ezarpenak.
page-offline-title = Zure gailua konexiorik gabe dago
page-offline-lead = Ez du zerbitzuak erantzun diezaiokeen sareko helbiderik. Konektatu lehenik sarera.
page-later-lead = Saiatu berriro une bat barru.
page-nothing-lead = Ez da ezer konektatu.

page-used-title = Kode hau jada ez da baliozkoa
page-used-lead = Dagoeneko erabili da, edo inork ez du erabili hamar minututan.
page-used-next = Eskatu kode berri bat zure gailuari eta eskaneatu hori.

page-over-label = Amaituta
page-over-title = Saio-hasiera hau amaitu da
page-over-lead = Emaitza ez da hemen gordetzen jada.
page-over-next = Galdetu zure gailuari konektatuta dagoen.

page-nowhere-label = Hemen ez dago ezer
page-nowhere-title = Ez dago horrelako orririk
page-nowhere-lead = Egiaztatu helbidea edo eskaneatu kodea berriro.

page-host-label = Baztertuta
page-host-title = Gailu honek beste izen bat du
page-host-lead = Ez dio erantzuten zure helbide-barrako izenari.
page-host-next = Erabili haren IP helbidea edo gehitu izena { $setting } ezarpenean.

## Pages: the front page

page-front-title = Zure ahots-laguntzailearen saio-hasierak

## Pages: the practice server

practice-label = Praktika-zerbitzaria
practice-consent-heading = { $client } onartu?
practice-consent-title = { $client } sartzen utzi?
practice-consent-lead = Onartu bakarrik oraintxe zuk zeuk hasi baduzu, zure gailuan.
practice-consent-scopes = Hau erabili ahal izango du
practice-consent-destination = Zure erantzuna hona doa
practice-consent-note = Praktika bat besterik ez da: ez dago konturik orri honen atzean, eta ez da benetako ezer ematen.
practice-consent-approve = Onartu
practice-consent-refuse = Ukatu
practice-error-note = Orri honek ez du ezer eman. Itxi dezakezu.
practice-long-title = Luzeegia zen
practice-long-lead = Eskaera zerbitzari honek irakurtzen duena baino luzeagoa da.
practice-client-title = Aplikazio ezezaguna
practice-client-lead = Eskaerak ez du client_id bat ematen, bi ematen ditu, edo hemen erregistratu gabeko bat ematen du.
practice-return-title = Itzulera-helbide ezezaguna
practice-return-lead = redirect_uri falta da edo ez dago aplikazio honetarako erregistratuta, eta erantzuna ez da inora bidaltzen.
practice-decision-title = Erabakirik ez
practice-decision-lead = Inprimakiak ez dio ez bai ez ez.
practice-answered-title = Dagoeneko erantzunda
practice-answered-lead = Eskaera honi dagoeneko erantzun zaio edo luzeegi itxaron du. Hasi berriro gailuan.

## Pages: letting a program in by its code

activate-code-title = Utzi programa bati sartzen
activate-code-lead = Programak zortzi letrako kode bat erakusten du. Idatzi hemen zer eskatzen duen ikusteko.
activate-code-label = Kodea
activate-code-on = Jarraitu
activate-unknown = Ez dago kode honen zain dagoen programarik. Egiaztatu letrak. Zuzenak badira, kodea dagoeneko erabili da edo zaharregia da: hasi berriro programan.
activate-stale = Orri hau zaharregia zen, edo zure nabigatzaileak ez ditu cookieak gordetzen. Idatzi kodea berriro.
activate-too-many = { $count ->
    [one] Kode oker gehiegi. Saiatu berriro minutu bat barru, edo eskaneatu programak erakusten duen kodea.
   *[other] Kode oker gehiegi. Saiatu berriro { $count } minutu barru, edo eskaneatu programak erakusten duen kodea.
}
activate-title = { $client } sartzen utzi?
activate-lead = Programa honek sarbidea nahi du. Gorde egingo du, zu ez zaudenean ere, zuk kendu arte.
activate-lead-home = Programa honek sarbidea nahi du. Gorde egingo du, zu ez zaudenean ere, zuk «Zure konexioak» orrian kendu arte.
activate-scopes = Hau egin ahal izango du
activate-token = Zure { $app } konexioa erabili
activate-token-all = Zure konexio guztiak erabili, etorkizunekoak ere bai
activate-token-note = Konexio horietako bakoitzaren tokena jasotzen du, eta berriro galdetu gabe erabiltzen du.
activate-all-warning = Zure gailuak saioa hasita duen guztia da hori. Utzi sartzen hori guztia fidatzen diezun programei bakarrik.
activate-address = Eskaera hemendik dator
activate-here = Zure gailutik bertatik ({ $address })
activate-code = Programak kode hau erakusten du?
activate-warning = Ez badu, zuk zeuk hasi ez baduzu, edo norbaitek kodea edo esteka bat bidali badizu: ukatu.
activate-approve = Bai, utzi sartzen
activate-refuse = Ukatu
activate-approved-title = Programak sarbidea du
activate-approved-lead = Bere kabuz ohartuko da segundo gutxian.
activate-approved-note = Sarbidea edonoiz ken diezaiokezu «Zure konexioak» orrian. Orri hau itxi dezakezu.
activate-refused-title = Ez da ezer eman
activate-refused-lead = Programari ukatu duzula jakinarazten zaio.
activate-done-note = Orri hau itxi dezakezu.

# For who has not shown yet that they are at the device.
activate-door-title = Zure gailuaren ondoan zaude?
activate-door-lead = Programa batek zure konexioetarako sarbidea eskatzen du. Gailuaren ondoan dagoenak bakarrik uzten die programei sartzen; beraz, erakutsi lehenik hor zaudela.
activate-door-show = Erakutsi QR kode bat gailuan
activate-door-scan = Gero, eskaneatu telefono honekin.
activate-door-shown = Zure gailuak QR kode bat erakusten du orain pantailan. Eskaneatu telefono honekin: bost minutuz balio du, eta behin bakarrik.
activate-door-often = Zure gailuak hainbat QR kode erakutsi ditu. Itxaron minutu bat eta eskatu berriro.
activate-door-or = edo
activate-door-digits = Exekutatu «phal-oauth dashboard» zure gailuan: sei digitu erakutsiko dizkizu.
activate-door-wrong = Digitu hauek ez dira zuzenak edo jada ez dute balio. Exekutatu berriro «phal-oauth dashboard» berriak lortzeko.
activate-door-aloud = Gailuak ozen esaten dituen digituek ez diote programari sartzen uzten, beste programek ere entzuten dituztelako. Aukeratu beste bide bat behean.
activate-door-terminal = Gailuko terminal batean, honek ere uzten dio programari sartzen:
activate-link-lead = Norbaitek esteka hau eskatu dio zure gailuari, programa bati sartzen uzteko. Hurrengo orriak zein den eta zer nahi duen esaten du. Zu izan ez bazara, itxi orri hau.
activate-over-next = Itzuli eskatu duzun orrira eta eskatu berri bat.

## Pages: requests that are refused

page-refused-label = Baztertuta
page-many-title = Sarriegi izan da
page-many-lead = Zure gailuak ez du zure eskaera gehiagorik onartuko une batez.
page-many-next = Itxaron une bat eta kargatu orri hau berriro.
page-foreign-title = Hau beste orri batetik etorri da
page-foreign-lead = Beste orri batek zerbait bidali dio zure gailuari, eta ez da ezer egin.
page-foreign-next = Zure gailuaren orriko botoi bat sakatu baduzu, ireki orria berriro eta errepikatu.
page-stale-title = Orri hau zaharregia zen
page-stale-lead = Zure gailua berrabiarazi aurretik ireki zen, edo zure nabigatzaileak ez ditu cookieak gordetzen.
page-stale-next = Egin atzera, kargatu orria berriro eta errepikatu egin duzuna.
page-form-title = Zure gailuak ezin du hau irakurri
page-form-lead = Zure gailuak ezagutzen ez duen moduan bidali da.
page-long-title = Testu gehiegi zen
page-long-lead = Zure gailuak gehienez 48 kilobyte irakurtzen ditu aldi berean.
page-long-next = Egin atzera eta idatzi gutxiago.
page-slow-title = Luzeegi joan da
page-slow-lead = Zure gailuak bidaltzen ari zinenaren gainerakoaren zain egon da.
page-slow-next = Egin atzera eta saiatu berriro, zure Wi-Fitik hurbilago.
page-method-title = Horrek ez du hemen funtzionatzen
page-method-lead = Orri hau ireki daiteke, baina ezin zaio ezer bidali.

## Pages: the front page, where a code that the device says is typed

front-lead = Zure gailuak sei digituko kode bat du zuretzat. Idatzi hemen jarraitzeko.
front-say = Gailuak kodea esan dezala
front-said = Zure gailua kodea esaten ari da. Entzun eta idatzi hemen.
front-not-said = Ez dago saio-hasierarik zain. Eskatu lehenik zure gailuari zerbitzu batean saioa hasteko.
front-said-often = Zure gailuak hainbat aldiz esan du kodea. Itxaron minutu bat eta eskatu berriro.
front-digits = Sei digitu
front-hint = Bost minutuz balio dute.
front-enter = Jarraitu
front-else = Koderik ez? Eskatu zure gailuari zerbitzu batean saioa hasteko, eta zer egin esango dizu.
front-no-digits = Idatzi sei digituak eta besterik ez.
front-wrong = Digitu hauek ez dira zuzenak edo jada ez dute balio. Eskatu zure gailuari berriro esateko.
front-too-many = { $count ->
    [one] Kode oker gehiegi. Itxaron minutu bat eta eskatu berri bat zure gailuari.
   *[other] Kode oker gehiegi. Itxaron { $count } minutu eta eskatu berri bat zure gailuari.
}

## Pages: the dashboard

dashboard-title = Zure konexioak
dashboard-link-lead = Hemen ikusten duzu zure gailua zein zerbitzutara konektatuta dagoen, beste batzuk konektatu eta konexioak amaitzen dituzu.
dashboard-link-open = Erakutsi nire konexioak
dashboard-link-note = Esteka honek behin balio du. Gero, nabigatzaile honek ordubetez gehienez mantentzen du saioa.
dashboard-closed-label = Itxita
dashboard-closed-title = Ireki hau berriro
dashboard-closed-lead = Zure segurtasunerako, zure konexioen zerrenda itxi egiten da inork erabiltzen ez duenean.
dashboard-next = Eskatu zure gailuari bere konexioak erakusteko, edo exekutatu bertan «phal-oauth dashboard».
dashboard-over-title = Esteka honek jada ez du balio
dashboard-over-lead = Dagoeneko erabili da, edo bost minutu baino gehiago ditu.
dashboard-empty = Trebetasun batek ere ez du zerbitzurik eskatu oraindik.
dashboard-connected = Konektatuta
dashboard-not-connected = Konektatu gabe
dashboard-needs-credentials = Konfiguratu behar da
dashboard-needs-login = Hasi saioa berriro
dashboard-misconfigured = Gaizki konfiguratuta
dashboard-pending = Saio-hasiera bat zuk amaitzeko zain dago.
dashboard-needs-login-note = Zerbitzuak konexio hau amaitu du. Konektatu berriro jarraitzeko.
dashboard-misconfigured-note = Zerbitzuak aplikazio honen bezero-IDa, sekretua edo helbidea baztertzen du. Konektatu berriro: zuk idatzitakoa berriz idatz dezakezu han.
dashboard-ends-never = Konektatuta jarraitzen du.
dashboard-ended = Hurrengo erabileran berritzen da.
dashboard-ends-minutes = { $count ->
    [one] Minutu bat baino lehen berritzen da.
   *[other] Beste { $count } minutuz balio du, gero berritzen da.
}
dashboard-ends-hours = { $count ->
    [one] Beste ordubetez balio du, gero berritzen da.
   *[other] Beste { $count } orduz balio du, gero berritzen da.
}
dashboard-ends-days = { $count ->
    [one] Beste egun batez balio du, gero berritzen da.
   *[other] Beste { $count } egunez balio du, gero berritzen da.
}
dashboard-lasts-minutes = { $count ->
    [one] Beste minutu batez balio du.
   *[other] Beste { $count } minutuz balio du.
}
dashboard-lasts-hours = { $count ->
    [one] Beste ordubetez balio du.
   *[other] Beste { $count } orduz balio du.
}
dashboard-lasts-days = { $count ->
    [one] Beste egun batez balio du.
   *[other] Beste { $count } egunez balio du.
}
dashboard-connect = Konektatu
dashboard-connect-again = Konektatu berriro
dashboard-more = Amaitu edo kendu
dashboard-disconnect = Deskonektatu
dashboard-disconnect-note = Zerbitzuari konexioa amaitzen dela jakinarazten zaio. Trebetasuna edonoiz konekta daiteke berriro.
dashboard-forget = Kendu
dashboard-forget-note = Konexioa amaitu eta hari buruzko guztia ahazten du. Oraindik instalatuta dagoen trebetasun batek berriro ekarriko du, zure saiorik gabe.
dashboard-add = Konektatu beste zerbitzu bat
dashboard-leave = Itxi

## Pages: the dashboard's programs

programs-title = Sarbidea duten programak
programs-lead = Kode batekin utzi diezu sartzen. Beren kabuz hartzen dute ahal dutena.
programs-from = Hemendik eskatuta: { $address }
programs-from-here = Zure gailutik bertatik eskatuta
programs-since = { $count ->
    [0] Azken 24 orduetan sartu da.
    [one] Duela egun bat sartu da.
   *[other] Duela { $count } egun sartu da.
}
programs-used = { $count ->
    [0] Azken 24 orduetan erabili da.
    [one] Duela egun bat erabili da.
   *[other] Duela { $count } egun erabili da.
}
programs-unused = Oraindik ez da erabili.
programs-withdraw = Kendu sarbidea
programs-withdraw-note = Sarbidea kentzen diozun programak ez du token berririk jasotzen. Dagoeneko hartu duenak amaitu arte balio du: hori ere amaitzeko, aukeratu «Deskonektatu» bere zerbitzuan, goian.

## Pages: services that no skill has asked for

services-title = Konektatu zerbitzu bat
services-lead = Aukeratu zerbitzua. Hurrengo orriak zer egin esango dizu.
services-back = Itzuli nire konexioetara
services-closed = Hemendik ez
services-relay = Hauek https helbideetara bakarrik bidaltzen dituzte erantzunak. Zure errele-orri batek konpontzen du: «phal-oauth relay» komandoak zure gailuan nola egin esaten du.
services-way-device = Kode batekin
services-way-direct = Saioa hasteko orrian
services-way-relay = Errele-orriaren bidez
services-way-loopback = Itzultzeko kopiatzen den helbide batekin
services-way-paste = Itzultzeko kopiatzen den kode batekin
services-way-token = Haren orriko gako batekin

## Pages: on to the service after a form

onward-title = Zerbitzura
onward-lead = Saioa hasteko orria bere kabuz irekitzen da. Bestela, sakatu botoia.
onward-go = Jarraitu

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = { $service } konektatzeko, ireki helbide hau zure telefonoan: { $address }. Kodea esango dut han eskatzen duzunean.
speech-dashboard = Zure konexioak ikusteko, ireki helbide hau zure telefonoan: { $address }. Kodea esango dut han eskatzen duzunean.
speech-connected = { $service } konektatuta dago.
speech-denied = { $service } ez dago konektatuta, sarbidea ukatu delako.
speech-expired = { $service } ez dago konektatuta, inork ez duelako saio-hasiera garaiz amaitu.
speech-failed = { $service } ez dago konektatuta, saio-hasierak ez duelako funtzionatu.
speech-code = Kodea hau da: { $code }.
speech-code-at = Ireki { $address } eta idatzi kode hau: { $code }.
speech-dot = puntu
speech-colon = bi puntu
speech-slash = barra
speech-dash = marratxo

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } zure saio-hasieraren zain dago: eskaneatu kodea, edo ireki { $address } telefonoan.

## Pages: the steps of a login

go-title = Konektatu { $service }
go-skill = Norentzat
go-device = Non
go-scopes = Hau eskatzen du
go-nobody = Gailuko edozein programa
go-reason-relay = { $service } zerbitzuak ez du erantzunik bidaltzen etxeko sareko helbideetara; beraz, erantzuna errele-orriaren bidez dator.
go-reason-loopback = { $service } zerbitzuak ez du erantzunik bidaltzen etxeko sareko helbideetara; beraz, zuk zeuk ekartzen duzu erantzuna hona.
go-reason-paste = { $service } zerbitzuak ez du erantzunik bidaltzen etxeko sareko helbideetara; beraz, hona ekarriko duzun kode bat erakusten dizu.
go-reason-no-relay = Errele-orri batekin errazagoa litzateke: «phal-oauth relay» komandoak zure gailuan nola egin esaten du.
go-others = Beste zerbait
go-other-client = Idatzi bezero-IDa berriro
go-other-address = Idatzi zure zerbitzariaren helbidea berriro
go-return-lead = Lehen ere hemen izan zara. { $service } zerbitzuak idatzi duzuna baztertu badu, behean berriro idatz dezakezu.
go-return-refused = { $service } zerbitzuak aplikazio hau baztertu du lehenago. Saiatu berriro, edo probatu beste zerbait behean.
go-send = Jarraitu
go-open = Ireki { $service }
go-wrong = Zure gailuak ezin du hau erabili. Egiaztatu eta saiatu berriro.
go-failed-again = Saiatu berriro
go-failed-silent-title = { $service } zerbitzuak ez du erantzuten
go-failed-silent-address = { $address } helbidean ez du ezerk erantzuten. Egiaztatu helbidea zuzena dela eta zure zerbitzaria piztuta dagoela.
go-failed-silent-lead = Zure gailua ezin da orain harekin konektatu. Egiaztatu interneteko konexioa, edo saiatu berriro une bat barru.
go-failed-strange-address = { $address } helbidean erantzuten duena ez da zure gailuak { $service } zerbitzutik espero duena. Egiaztatu helbidea.
go-failed-device-title = { $service } zerbitzuak ez du koderik ematen
go-failed-device-lead = { $service } zerbitzuak ez dio aplikazio honi kode batekin saioa hasten uzten. Aukeratu beste zerbait behean.

go-instance-lead = { $service } zure zerbitzari bat da. Non dago?
go-instance-address = Zure zerbitzariaren helbidea
go-instance-insecure = Hau ez da segurua: etxeko saretik kanpo, helbide batek https:// izan behar du hasieran
go-instance-wrong = Hau ez da helbide bat. Horrelakoa izaten da: https://cloud.example edo http://homeassistant.local:8123
go-instance-empty = Idatzi helbide bat.

go-credentials-lead = { $service } zerbitzuak saioa hasten duen programa ezagutu nahi du. Erregistratu behin garatzaileen orrian, eta gero idatzi hemen orri horrek erakusten duena.
go-credentials-register = Erregistratu
go-credentials-console = Ireki garatzaileen orria
go-credentials-redirect = Han idatzi beharreko birbideratze-helbidea, zehazki dagoen bezala
go-credentials-qr = Erakutsi QR kode gisa, beste gailu baterako
go-credentials-qr-label = Birbideratze-helbidearen QR kodea
go-credentials-port = Zure gailuak suebakia badu, utzi { $port } ataka igarotzen.
go-credentials-type = Idatzi erakusten duena
go-credentials-id = Bezero-IDa
go-credentials-secret = Bezero-sekretua
go-credentials-secret-optional = Bezero-sekretua, halakorik badago
go-credentials-id-missing = Idatzi bezero-IDa.
go-credentials-secret-missing = Idatzi bezero-sekretua ere.
go-credentials-refused = { $service } zerbitzuak hemen idatzitako bezero-IDa edo sekretua baztertu du. Alderatu biak garatzaileen orriarekin, eta idatzi berriro.
go-credentials-refused-else = Zuzenak badira, probatu beste zerbait behean.

go-device-lead = Ireki { $service } eta alderatu edo idatzi kode hau. Orri honek bere kabuz jarraitzen du.
go-device-lead-link = Ireki { $service } eta onartu han. Orri honek bere kabuz jarraitzen du.
go-device-code = Zure kodea
go-device-elsewhere = Beste gailu batean, ireki
go-device-waiting = Zure onespenaren zain
go-device-expired-title = Kode hau iraungi da
go-device-expired-lead = Inork ez du garaiz berretsi.
go-device-refused-title = Sarbidea ukatu da
go-device-refused-lead = Zure gailuari { $service } erabiltzen ez uztea aukeratu duzu. Ez da ezer konektatu.
go-device-again = Lortu kode berri bat

go-loopback-lead = Hiru urrats, eta tartean errore bat dirudi: hala behar du.
go-loopback-one = Hasi saioa eta onartu
go-loopback-one-note = Fitxa berri batean irekitzen da. Utzi hau irekita.
go-loopback-two = Kargatzen ez den orri bat
go-loopback-two-note = Gero zure telefonoak eskuraezina den orri bat erakusten du. Zure gailuak haren helbidea behar du. Ukitu helbide-barra eta kopiatu osorik.
go-loopback-picture = Telefono bat, eskuraezina den orri batekin. Goiko helbide-barra 127.0.0.1 zenbakiarekin hasten da eta nabarmenduta dago.
go-loopback-three = Itsatsi helbidea hemen
go-loopback-field = Kargatu ez den orriaren helbidea

go-paste-lead = Bi urrats: onartu han, eta gero ekarri kodea hona.
go-paste-one = Hasi saioa eta onartu
go-paste-one-note = Fitxa berri batean irekitzen da eta amaieran kode bat erakusten du. Kopiatu.
go-paste-two = Itsatsi kodea hemen
go-paste-field = Kodea

go-wrong-nothing = Ez da ezer itsatsi. Kopiatu helbide osoa helbide-barratik.
go-wrong-long = Hau luzeegia da. Kopiatu helbidea bakarrik helbide-barratik.
go-wrong-no-answer = Helbide honek ez du oraindik erantzunik. Onartu lehenik, eta gero kopiatu kargatzen ez den orriaren helbidea.
go-wrong-no-code = Hau ez da ez helbide bat ez kode bat. Kopiatu berriro helbide osoa.
go-wrong-no-state = Kode batek bakarrik ez du esaten zein saio-hasierarena den. Itsatsi helbide osoa.
go-wrong-no-token = Hau ez da gako bat. Kopiatu berriro, inguruan zuriunerik gabe.
go-wrong-old = Hau amaitutako saio-hasiera baten erantzuna da. Hasi berriro lehen urratsetik.

go-token-lead = { $service } zerbitzuak zure gailurako gako bat ematen dizu. Sortu bat haren orrian, eta gero itsatsi hemen.
go-token-make = Sortu gako bat
go-token-console = Ireki haren orria
go-token-type = Itsatsi gakoa hemen
go-token-field = Gakoa

go-confirm-lead = Saioa { $service } zerbitzuan hasten duzu. Gero, orri batek zure gailura jarraitu nahi duzun galdetzen du.
go-confirm-phrase = Bi hitz hauek erakutsi behar ditu
go-confirm-stuck = Orri hori ezin da zure gailura iritsi?
go-confirm-paste = Itsatsi hemen erakusten duena
go-confirm-note = Beste batzuk erakusten baditu, edo zuk hasi ez baduzu, itxi.

go-no-way-title = Hemendik ezin da saioa hasi
go-no-way-lead = Orain konfiguratuta dagoen bezala, zure gailuak ezin du zerbitzu honetara iritsi.
go-no-way-next = «phal-oauth providers» komandoak zure gailuan zerbitzu bakoitzak zer behar duen esaten du.
go-relay-blocked-title = Errele-orriak ez darama zure gailura
go-relay-blocked-lead = Erantzunak etxeko sareko gailuetara bakarrik eramaten ditu, eta zurea beste helbide batez da ezaguna.
go-relay-blocked-next = Ezarri advertise_host zure gailuan etxeko sarean duen helbidean.
go-needs-relay-title = Zerbitzu honek errele-orri bat behar du
go-needs-relay-lead = Erantzunak https helbideetara bakarrik bidaltzen ditu, eta zure gailuak ez du halakorik. Zure errele-orri batek eramaten ditu.
go-needs-relay-next = Exekutatu «phal-oauth relay» zure gailuan: orria idazten du eta non jarri esaten du.

## Pages: what a service lets a program do

scope-identity = Nor zaren ikusi
scope-profile = Zure izena eta argazkia ikusi
scope-email = Zure posta elektronikoko helbidea ikusi
scope-lasting = Kanpoan zauden bitartean konektatuta jarraitu
scope-playback-read = Zer ari den jotzen ikusi
scope-playback-control = Erreprodukzioa kontrolatu
scope-streaming = Musika gailu honetan jo
scope-playlists-read = Zure erreprodukzio-zerrendak ikusi
scope-playlists-write = Zure erreprodukzio-zerrendak aldatu
scope-library-read = Zure musika-liburutegia ikusi
scope-library-write = Zure musika-liburutegia aldatu
scope-history-read = Zer entzun duzun ikusi
scope-follow-read = Nori jarraitzen diozun ikusi
scope-calendar-read = Zure egutegia ikusi
scope-calendar-write = Zure egutegia ikusi eta aldatu
scope-mail-read = Zure posta elektronikoa irakurri
scope-mail-send = Mezuak zure izenean bidali
scope-files-read = Zure fitxategiak ikusi
scope-files-write = Zure fitxategiak ikusi eta aldatu
scope-contacts-read = Zure kontaktuak ikusi
scope-tasks-read = Zure zereginak ikusi
scope-tasks-write = Zure zereginak ikusi eta aldatu
scope-video-read = Zure YouTube kontua ikusi
scope-video-write = Zure YouTube kontua kudeatu
scope-home = Etxeko gailuak kontrolatu
scope-repositories = Zure biltegiak ikusi eta aldatu

## Command line

cli-or-open = edo ireki { $url }
cli-or-type = edo ireki { $url } eta idatzi { $digits }
cli-connect-scan = Eskaneatu hau zure telefonoarekin { $app } konektatzeko:
cli-connect-waiting = Zure onespenaren zain…
cli-connect-no-link = Gailuko zerbitzuak ez du estekarik eman.
cli-connected = { $app } konektatuta dago.
cli-not-connected = { $app } ez dago konektatuta:
cli-disconnected = { $app } deskonektatuta dago.
cli-cancelled = { $app } aplikazioak ez du jada saio-hasierarik zain.
cli-forgotten = { $app } ahaztuta dago.
cli-remote-done = Zerbitzuari jakinarazi zaio.
cli-remote-queued = Oraindik ezin izan zaio zerbitzuari jakinarazi: eskuragarri dagoen bezain laster egingo da.
cli-remote-refused = Zerbitzuak ez du sarbidea amaitu nahi: amaitu bere konektatutako aplikazioen orrian.
cli-paste-prompt = Itsatsi helbidea edo kodea eta sakatu Sartu:
cli-dashboard-scan = Eskaneatu hau zure telefonoarekin zure konexioak ikusteko:
cli-dashboard-once = Estekak eta digituek behin balio dute, bost minutuz.
cli-status-none = Oraindik ez dago aplikaziorik erregistratuta: trebetasunek abiaraztean erregistratzen dituzte bereak.
# Heads of the columns of a table.
cli-status-app = APLIKAZIOA
cli-status-state = EGOERA
cli-status-valid = BALIOA
cli-state-connected = konektatuta
cli-state-not-authenticated = saioa hasi gabe
cli-state-needs-login = saioa berriro hasi behar da
cli-state-needs-credentials = kredentzialak falta dira
cli-state-misconfigured = gaizki konfiguratuta
cli-valid-waiting = saio-hasiera bat zain
cli-valid-no-end = amaierarik gabe
cli-valid-ended = iraungita, berritzeko
cli-valid-minutes = { $count ->
    [one] beste minutu { $count }
   *[other] beste { $count } minutu
}
cli-valid-hours = { $count ->
    [one] beste ordu { $count }
   *[other] beste { $count } ordu
}
cli-valid-days = { $count ->
    [one] beste egun { $count }
   *[other] beste { $count } egun
}

## Command line: the demo

demo-folder = Ez da ezer geratzen erakustaldi honetatik: bere karpeta amaieran ezabatzen da.
demo-practice = Praktika-zerbitzari bat martxan dago hemen: { $url }
demo-bus = Mezu-bus bat martxan dago hemen: { $url }, phal-oauth bertan dela
demo-skill = Adibideko trebetasun bat busera batu da eta bere aplikazioa erregistratu du
demo-image = Trebetasunak QR kode bat eskatu du; shell batek hau erakutsiko luke: { $path }
demo-scan = Hona bat terminal honetarako. Eskaneatu zure telefonoarekin eta sakatu «{ $button }»:
demo-approved = Pertsonarik gabe onartuta, { $option } aukerak eskatzen duen bezala
demo-waiting = Zure zain, gehienez hamar minutu…
demo-token = Trebetasunak bere tokena du
demo-used = Trebetasunak erabili du, eta zerbitzariak hau dio: { $greeting }
demo-done = Eginda: pertsona batek ez du besterik egin behar.
demo-stopped = Geldituta.
