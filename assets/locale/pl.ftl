## Pages: what became of a login

page-connected-label = Połączono
page-connected-title = Gotowe
page-connected-lead = Twoje urządzenie ma teraz połączenie z usługą { $service }.
page-connected-next = Możesz zamknąć tę stronę. Reszta dzieje się na urządzeniu.

page-finishing-label = Chwileczkę
page-finishing-title = Kończenie logowania
page-finishing-lead = Twoje urządzenie pobiera dostęp z usługi { $service }.
page-finishing-next = Ta strona odświeża się sama.

page-failed-label = Nie połączono
page-failed-next = Możesz zamknąć tę stronę i zacząć od nowa na urządzeniu.

page-denied-title = Odmówiono dostępu
page-denied-lead = Twoje urządzenie nie dostało zgody na korzystanie z usługi { $service }. Niczego nie połączono.
page-issuer-title = Odpowiedział niewłaściwy serwer
page-issuer-lead = Odpowiedź nie pochodziła z usługi { $service }, więc jej nie użyto.
page-expired-title = To logowanie trwało za długo
page-expired-lead = Dla twojego bezpieczeństwa logowanie musi się zakończyć w ciągu dziesięciu minut.
page-misconfigured-title = Usługa odrzuca tę aplikację
page-misconfigured-lead = { $service } nie przyjmuje identyfikatora klienta, sekretu lub adresu, których używa twoje urządzenie. Sprawdź je na stronie usługi dla programistów.
page-misconfigured-bare = Usługa nie przyjmuje identyfikatora klienta, sekretu lub adresu, których używa twoje urządzenie. Sprawdź je na jej stronie dla programistów.
page-misconfigured-next = Przejdź dalej, aby to poprawić albo spróbować czegoś innego.
page-unavailable-title = Teraz się nie udało
page-unavailable-lead = { $service } nie może teraz dokończyć logowania. Spróbuj ponownie za chwilę.
page-storage-title = Urządzenie nie mogło tego zapisać
page-storage-lead = Sprawdź, czy ma wolne miejsce, i spróbuj ponownie.
page-error-title = Logowanie się nie udało
page-error-lead = { $service } odpowiada błędem, więc niczego nie połączono.

## Pages: requests that lead nowhere

page-unknown-title = Żadne logowanie na to nie czeka
page-unknown-lead = Ta strona nie należy do żadnego logowania rozpoczętego przez twoje urządzenie albo należy do dawno zakończonego.
page-incomplete-title = Ten link jest niepełny
page-incomplete-lead = Usługa odesłała cię z odpowiedzią, której twoje urządzenie nie potrafi odczytać.
page-unready-title = Ta aplikacja nie jest gotowa
page-unready-lead = Skill, do którego prowadzi ten link, nie jest przygotowany do logowania.
page-setup-title = Ta aplikacja jest źle skonfigurowana
page-setup-lead = Adresu usługi nie można użyć. Sprawdź ustawienia skilla.
page-offline-title = Twoje urządzenie jest offline
page-offline-lead = Nie ma adresu sieciowego, na który usługa mogłaby odpowiedzieć. Najpierw połącz je z siecią.
page-later-lead = Spróbuj ponownie za chwilę.
page-nothing-lead = Niczego nie połączono.

page-used-title = Ten kod jest już nieważny
page-used-lead = Został już użyty albo nikt nie użył go przez dziesięć minut.
page-used-next = Poproś urządzenie o nowy kod i zeskanuj ten nowy.

page-over-label = Koniec
page-over-title = To logowanie się zakończyło
page-over-lead = Jego wynik nie jest już tu przechowywany.
page-over-next = Zapytaj urządzenie, czy ma połączenie.

page-nowhere-label = Nic tu nie ma
page-nowhere-title = Nie ma takiej strony
page-nowhere-lead = Sprawdź adres albo zeskanuj kod jeszcze raz.

page-host-label = Odrzucono
page-host-title = To urządzenie ma inną nazwę
page-host-lead = Nie odpowiada na nazwę z twojego paska adresu.
page-host-next = Użyj jego adresu IP albo dodaj nazwę do { $setting } w jego ustawieniach.

## Pages: the front page

page-front-title = Logowania twojego asystenta głosowego

## Pages: the practice server

practice-label = Serwer ćwiczebny
practice-consent-heading = Zatwierdzić { $client }?
practice-consent-title = Wpuścić { $client }?
practice-consent-lead = Zatwierdź tylko wtedy, gdy to logowanie zaczęto przed chwilą z twojej woli, na twoim urządzeniu.
practice-consent-scopes = Będzie mieć dostęp do
practice-consent-destination = Twoja odpowiedź trafi do
practice-consent-note = To tylko ćwiczenie: za tą stroną nie ma żadnego konta i niczego prawdziwego się nie udostępnia.
practice-consent-approve = Zatwierdź
practice-consent-refuse = Odmów
practice-error-note = Ta strona niczego nie udostępniła. Możesz ją zamknąć.
practice-long-title = To było za długie
practice-long-lead = Żądanie jest dłuższe, niż ten serwer czyta.
practice-client-title = Nieznana aplikacja
practice-client-lead = Żądanie nie podaje client_id, podaje dwa albo podaje taki, który nie jest tu zarejestrowany.
practice-return-title = Nieznany adres powrotny
practice-return-lead = Brakuje redirect_uri albo nie jest on zarejestrowany dla tej aplikacji, więc odpowiedź nie zostanie nigdzie wysłana.
practice-decision-title = Brak decyzji
practice-decision-lead = Formularz nie mówi ani tak, ani nie.
practice-answered-title = Już udzielono odpowiedzi
practice-answered-lead = Na to żądanie już odpowiedziano albo czekało za długo. Zacznij od nowa na urządzeniu.

## Pages: letting a program in by its code

activate-code-title = Wpuść program
activate-code-lead = Program pokazuje kod z ośmiu liter. Wpisz go tutaj, aby zobaczyć, o co prosi.
activate-code-label = Kod
activate-code-on = Dalej
activate-unknown = Żaden program nie czeka na ten kod. Sprawdź litery. Jeśli się zgadzają, kod został już użyty albo jest za stary: zacznij od nowa w programie.
activate-stale = Ta strona była za stara albo przeglądarka nie zachowuje ciasteczek. Wpisz kod jeszcze raz.
activate-too-many = { $count ->
    [one] Za dużo błędnych kodów. Spróbuj ponownie za minutę albo zeskanuj kod, który pokazuje program.
    [few] Za dużo błędnych kodów. Spróbuj ponownie za { $count } minuty albo zeskanuj kod, który pokazuje program.
    [many] Za dużo błędnych kodów. Spróbuj ponownie za { $count } minut albo zeskanuj kod, który pokazuje program.
   *[other] Za dużo błędnych kodów. Spróbuj ponownie za { $count } minuty albo zeskanuj kod, który pokazuje program.
}
activate-title = Wpuścić { $client }?
activate-lead = Ten program prosi o dostęp. Zachowa go, także pod twoją nieobecność, dopóki go nie cofniesz.
activate-lead-home = Ten program prosi o dostęp. Zachowa go, także pod twoją nieobecność, dopóki go nie cofniesz w „Twoje połączenia”.
activate-scopes = Będzie mógł
activate-token = Używać twojego połączenia z { $app }
activate-token-all = Używać wszystkich twoich połączeń, także przyszłych
activate-token-note = Dostaje token każdego z tych połączeń i używa go bez ponownego pytania.
activate-all-warning = To wszystko, do czego twoje urządzenie jest zalogowane. Wpuszczaj tylko programy, którym to wszystko powierzasz.
activate-address = Prośba pochodzi z
activate-here = Samo urządzenie ({ $address })
activate-code = Czy program pokazuje ten kod?
activate-warning = Jeśli nie, jeśli prośba nie wyszła od ciebie albo jeśli ktoś przysłał ci kod lub link: odmów.
activate-approve = Tak, wpuść
activate-refuse = Odmów
activate-approved-title = Program ma dostęp
activate-approved-lead = Sam zauważy to w ciągu kilku sekund.
activate-approved-note = Dostęp możesz w każdej chwili cofnąć w „Twoje połączenia”. Możesz zamknąć tę stronę.
activate-refused-title = Niczego nie udostępniono
activate-refused-lead = Program dowie się o odmowie.
activate-done-note = Możesz zamknąć tę stronę.

# For who has not shown yet that they are at the device.
activate-door-title = Jesteś przy swoim urządzeniu?
activate-door-lead = Program prosi o dostęp do twoich połączeń. Programy wpuszcza tylko ten, kto jest przy urządzeniu, więc najpierw pokaż, że tam jesteś.
activate-door-show = Pokaż kod QR na urządzeniu
activate-door-scan = Potem zeskanuj go tym telefonem.
activate-door-shown = Urządzenie pokazuje teraz kod QR na ekranie. Zeskanuj go tym telefonem: jest ważny pięć minut i działa raz.
activate-door-often = Urządzenie pokazało już kilka kodów QR. Poczekaj minutę i poproś ponownie.
activate-door-or = albo
activate-door-digits = Uruchom na urządzeniu „phal-oauth dashboard”: pokaże ci sześć cyfr.
activate-door-wrong = Te cyfry są błędne albo już nieważne. Uruchom ponownie „phal-oauth dashboard”, aby dostać nowe.
activate-door-aloud = Cyfry, które urządzenie wypowiada na głos, nie wpuszczają żadnego programu, bo słyszą je też inne programy. Wybierz poniżej inny sposób.
activate-door-terminal = W terminalu urządzenia program wpuszcza także to polecenie:
activate-link-lead = Ktoś poprosił urządzenie o ten link, aby wpuścić program. Następna strona powie, który to program i czego chce. Jeśli to nie ty, zamknij tę stronę.
activate-over-next = Wróć do strony, na której o niego poproszono, i poproś o nowy.

## Pages: requests that are refused

page-refused-label = Odrzucono
page-many-title = To było za często
page-many-lead = Twoje urządzenie przez chwilę nie przyjmie od ciebie kolejnych żądań.
page-many-next = Poczekaj chwilę, a potem odśwież tę stronę.
page-foreign-title = To przyszło z innej strony
page-foreign-lead = Obca strona wysłała coś do twojego urządzenia, więc nic nie zrobiono.
page-foreign-next = Jeśli naciśnięto przycisk na stronie twojego urządzenia, otwórz ją ponownie i powtórz to.
page-stale-title = Ta strona była za stara
page-stale-lead = Otwarto ją, zanim urządzenie uruchomiło się ponownie, albo przeglądarka nie zachowuje ciasteczek.
page-stale-next = Wróć, odśwież stronę i powtórz to, co było robione.
page-form-title = Urządzenie nie potrafi tego odczytać
page-form-lead = Przesłano to w postaci, której twoje urządzenie nie zna.
page-long-title = To było za dużo tekstu
page-long-lead = Twoje urządzenie czyta najwyżej 48 kilobajtów naraz.
page-long-next = Wróć i wpisz mniej.
page-slow-title = To trwało za długo
page-slow-lead = Urządzenie czekało na resztę przesyłanych danych.
page-slow-next = Wróć i spróbuj ponownie, bliżej swojego Wi-Fi.
page-method-title = To tutaj nie działa
page-method-lead = Tę stronę można otworzyć, ale nie można niczego do niej wysłać.

## Pages: the front page, where a code that the device says is typed

front-lead = Urządzenie ma dla ciebie sześciocyfrowy kod. Wpisz go tutaj, aby przejść dalej.
front-say = Niech urządzenie powie kod
front-said = Urządzenie właśnie mówi kod. Posłuchaj i wpisz go tutaj.
front-not-said = Żadne logowanie nie czeka. Najpierw poproś urządzenie o zalogowanie się do usługi.
front-said-often = Urządzenie powiedziało już kod kilka razy. Poczekaj minutę i poproś ponownie.
front-digits = Sześć cyfr
front-hint = Są ważne przez pięć minut.
front-enter = Dalej
front-else = Nie masz kodu? Poproś urządzenie o zalogowanie się do usługi, a powie ci, co robić.
front-no-digits = Wpisz wszystkie sześć cyfr i nic więcej.
front-wrong = Te cyfry są błędne albo już nieważne. Poproś urządzenie, żeby je powtórzyło.
front-too-many = { $count ->
    [one] Za dużo błędnych kodów. Poczekaj minutę, a potem poproś urządzenie o nowy.
    [few] Za dużo błędnych kodów. Poczekaj { $count } minuty, a potem poproś urządzenie o nowy.
    [many] Za dużo błędnych kodów. Poczekaj { $count } minut, a potem poproś urządzenie o nowy.
   *[other] Za dużo błędnych kodów. Poczekaj { $count } minuty, a potem poproś urządzenie o nowy.
}

## Pages: the dashboard

dashboard-title = Twoje połączenia
dashboard-link-lead = Tutaj widzisz, z jakimi usługami łączy się twoje urządzenie, łączysz kolejne i kończysz połączenia.
dashboard-link-open = Pokaż moje połączenia
dashboard-link-note = Ten link działa raz. Potem ta przeglądarka pozostaje zalogowana najwyżej przez godzinę.
dashboard-closed-label = Zamknięto
dashboard-closed-title = Otwórz to ponownie
dashboard-closed-lead = Dla twojego bezpieczeństwa lista połączeń zamyka się, gdy nikt z niej nie korzysta.
dashboard-next = Poproś urządzenie, żeby pokazało swoje połączenia, albo uruchom na nim „phal-oauth dashboard”.
dashboard-over-title = Ten link jest już nieważny
dashboard-over-lead = Został już użyty albo ma ponad pięć minut.
dashboard-empty = Żaden skill nie poprosił jeszcze o usługę.
dashboard-connected = Połączono
dashboard-not-connected = Nie połączono
dashboard-needs-credentials = Wymaga konfiguracji
dashboard-needs-login = Zaloguj się ponownie
dashboard-misconfigured = Źle skonfigurowano
dashboard-pending = Logowanie czeka, aż je dokończysz.
dashboard-needs-login-note = Usługa zakończyła to połączenie. Połącz ją ponownie, aby kontynuować.
dashboard-misconfigured-note = Usługa odrzuca identyfikator klienta, sekret lub adres tej aplikacji. Połącz ją ponownie: to, co wpisano ręcznie, można tam wpisać od nowa.
dashboard-ends-never = Pozostaje połączone.
dashboard-ended = Odnowi się przy następnym użyciu.
dashboard-ends-minutes = { $count ->
    [one] Odnowi się w ciągu minuty.
    [few] Ważne jeszcze { $count } minuty, potem się odnowi.
    [many] Ważne jeszcze { $count } minut, potem się odnowi.
   *[other] Ważne jeszcze { $count } minuty, potem się odnowi.
}
dashboard-ends-hours = { $count ->
    [one] Ważne jeszcze godzinę, potem się odnowi.
    [few] Ważne jeszcze { $count } godziny, potem się odnowi.
    [many] Ważne jeszcze { $count } godzin, potem się odnowi.
   *[other] Ważne jeszcze { $count } godziny, potem się odnowi.
}
dashboard-ends-days = { $count ->
    [one] Ważne jeszcze jeden dzień, potem się odnowi.
    [few] Ważne jeszcze { $count } dni, potem się odnowi.
    [many] Ważne jeszcze { $count } dni, potem się odnowi.
   *[other] Ważne jeszcze { $count } dnia, potem się odnowi.
}
dashboard-lasts-minutes = { $count ->
    [one] Ważne jeszcze minutę.
    [few] Ważne jeszcze { $count } minuty.
    [many] Ważne jeszcze { $count } minut.
   *[other] Ważne jeszcze { $count } minuty.
}
dashboard-lasts-hours = { $count ->
    [one] Ważne jeszcze godzinę.
    [few] Ważne jeszcze { $count } godziny.
    [many] Ważne jeszcze { $count } godzin.
   *[other] Ważne jeszcze { $count } godziny.
}
dashboard-lasts-days = { $count ->
    [one] Ważne jeszcze jeden dzień.
    [few] Ważne jeszcze { $count } dni.
    [many] Ważne jeszcze { $count } dni.
   *[other] Ważne jeszcze { $count } dnia.
}
dashboard-connect = Połącz
dashboard-connect-again = Połącz ponownie
dashboard-more = Zakończ lub usuń
dashboard-disconnect = Rozłącz
dashboard-disconnect-note = Usługa dowie się, że połączenie się kończy. Skill można w każdej chwili połączyć ponownie.
dashboard-forget = Usuń
dashboard-forget-note = Kończy połączenie i zapomina o nim wszystko. Skill, który jest nadal zainstalowany, przywróci je, bez twojego logowania.
dashboard-add = Połącz inną usługę
dashboard-leave = Zamknij

## Pages: the dashboard's programs

programs-title = Programy z dostępem
programs-lead = Wpuszczono je kodem. Same pobierają to, co im wolno.
programs-from = Prośba z { $address }
programs-from-here = Prośba z samego urządzenia
programs-since = { $count ->
    [0] Wpuszczono w ciągu ostatnich 24 godzin.
    [one] Wpuszczono jeden dzień temu.
    [few] Wpuszczono { $count } dni temu.
    [many] Wpuszczono { $count } dni temu.
   *[other] Wpuszczono { $count } dnia temu.
}
programs-used = { $count ->
    [0] Ostatnio użyto w ciągu ostatnich 24 godzin.
    [one] Ostatnio użyto jeden dzień temu.
    [few] Ostatnio użyto { $count } dni temu.
    [many] Ostatnio użyto { $count } dni temu.
   *[other] Ostatnio użyto { $count } dnia temu.
}
programs-unused = Jeszcze nie użyto.
programs-withdraw = Cofnij dostęp
programs-withdraw-note = Program, któremu cofniesz dostęp, nie dostanie nowego tokenu. Token, który już pobrał, pozostaje ważny, aż wygaśnie: aby zakończyć i to, wybierz „Rozłącz” przy jego usłudze powyżej.

## Pages: services that no skill has asked for

services-title = Połącz usługę
services-lead = Wybierz usługę. Następna strona powie ci, co robić.
services-back = Wróć do moich połączeń
services-closed = Nie stąd
services-relay = Te usługi wysyłają odpowiedzi tylko pod adresy https. Pomoże twoja własna strona pośrednicząca: „phal-oauth relay” na urządzeniu powie jak.
services-way-device = Kodem
services-way-direct = Na stronie logowania
services-way-relay = Przez stronę pośredniczącą
services-way-loopback = Adresem do skopiowania z powrotem
services-way-paste = Kodem do skopiowania z powrotem
services-way-token = Kluczem ze strony usługi

## Pages: on to the service after a form

onward-title = Do usługi
onward-lead = Jej strona logowania otwiera się sama. Jeśli nie, naciśnij przycisk.
onward-go = Dalej

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Aby połączyć { $service }, otwórz na telefonie ten adres: { $address }. Kod powiem, gdy tam o niego poprosisz.
speech-dashboard = Aby zobaczyć swoje połączenia, otwórz na telefonie ten adres: { $address }. Kod powiem, gdy tam o niego poprosisz.
speech-connected = Połączono z usługą { $service }.
speech-denied = Nie połączono z usługą { $service }, bo odmówiono dostępu.
speech-expired = Nie połączono z usługą { $service }, bo nikt nie dokończył logowania na czas.
speech-failed = Nie połączono z usługą { $service }, bo logowanie się nie udało.
speech-code = Kod to { $code }.
speech-code-at = Otwórz { $address } i wpisz ten kod: { $code }.
speech-dot = kropka
speech-colon = dwukropek
speech-slash = ukośnik
speech-dash = myślnik

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } czeka na zalogowanie: zeskanuj kod albo otwórz { $address } na telefonie.

## Pages: the steps of a login

go-title = Połącz { $service }
go-skill = Dla
go-device = Gdzie
go-scopes = Chce
go-nobody = Każdy program na urządzeniu
go-reason-relay = { $service } nie wysyła odpowiedzi pod adresy w twojej sieci domowej, więc odpowiedź przychodzi przez stronę pośredniczącą.
go-reason-loopback = { $service } nie wysyła odpowiedzi pod adresy w twojej sieci domowej, więc przenosisz tu odpowiedź samodzielnie.
go-reason-paste = { $service } nie wysyła odpowiedzi pod adresy w twojej sieci domowej, więc zobaczysz kod, który przeniesiesz tutaj.
go-reason-no-relay = Ze stroną pośredniczącą byłoby łatwiej: „phal-oauth relay” na urządzeniu powie jak.
go-others = Coś innego
go-other-client = Wpisz identyfikator klienta od nowa
go-other-address = Wpisz adres swojego serwera od nowa
go-return-lead = Ta strona była już otwierana. Jeśli { $service } odrzuca to, co wpisano, możesz to wpisać od nowa poniżej.
go-return-refused = { $service } odrzuca tę aplikację. Spróbuj jeszcze raz albo wybierz poniżej coś innego.
go-send = Dalej
go-open = Otwórz { $service }
go-wrong = Urządzenie nie może tego użyć. Sprawdź to i spróbuj ponownie.
go-failed-again = Spróbuj ponownie
go-failed-silent-title = { $service } nie odpowiada
go-failed-silent-address = Pod adresem { $address } nic nie odpowiada. Sprawdź, czy adres jest poprawny i czy serwer jest włączony.
go-failed-silent-lead = Urządzenie nie może teraz połączyć się z usługą. Sprawdź jego połączenie z internetem albo spróbuj ponownie za chwilę.
go-failed-strange-address = To, co odpowiada pod adresem { $address }, nie wygląda na { $service }. Sprawdź adres.
go-failed-device-title = { $service } nie daje kodu
go-failed-device-lead = { $service } nie pozwala tej aplikacji logować się kodem. Wybierz poniżej coś innego.

go-instance-lead = { $service } to twój własny serwer. Gdzie się znajduje?
go-instance-address = Adres twojego serwera
go-instance-insecure = To nie jest bezpieczne: poza siecią domową adres musi zaczynać się od https://
go-instance-wrong = To nie jest adres. Wygląda on jak https://cloud.example lub http://homeassistant.local:8123
go-instance-empty = Wpisz adres.

go-credentials-lead = { $service } chce znać program, który się loguje. Zarejestruj go raz na stronie dla programistów, a potem wpisz tutaj to, co ta strona pokazuje.
go-credentials-register = Zarejestruj program
go-credentials-console = Otwórz stronę dla programistów
go-credentials-redirect = Adres przekierowania do wpisania tam, dokładnie tak, jak podano
go-credentials-qr = Pokaż jako kod QR, dla innego urządzenia
go-credentials-qr-label = Kod QR adresu przekierowania
go-credentials-port = Jeśli urządzenie ma zaporę sieciową, przepuść port { $port }.
go-credentials-type = Wpisz to, co pokazuje
go-credentials-id = Identyfikator klienta
go-credentials-secret = Sekret klienta
go-credentials-secret-optional = Sekret klienta, jeśli istnieje
go-credentials-id-missing = Wpisz identyfikator klienta.
go-credentials-secret-missing = Wpisz także sekret klienta.
go-credentials-refused = { $service } odrzuca wpisany tutaj identyfikator klienta lub sekret. Porównaj je ze stroną dla programistów i wpisz od nowa.
go-credentials-refused-else = Jeśli są poprawne, spróbuj poniżej czegoś innego.

go-device-lead = Otwórz { $service } i porównaj albo wpisz ten kod. Ta strona sama przejdzie dalej.
go-device-lead-link = Otwórz { $service } i wyraź tam zgodę. Ta strona sama przejdzie dalej.
go-device-code = Twój kod
go-device-elsewhere = Na innym urządzeniu otwórz
go-device-waiting = Oczekiwanie na twoją zgodę
go-device-expired-title = Ten kod wygasł
go-device-expired-lead = Nikt nie potwierdził go na czas.
go-device-refused-title = Odmówiono dostępu
go-device-refused-lead = Twoje urządzenie nie dostało zgody na korzystanie z usługi { $service }. Niczego nie połączono.
go-device-again = Pobierz nowy kod

go-loopback-lead = Trzy kroki, a po drodze wygląda to jak błąd: tak ma być.
go-loopback-one = Zaloguj się i wyraź zgodę
go-loopback-one-note = Otworzy się w nowej karcie. Tę zostaw otwartą.
go-loopback-two = Strona, która się nie wczytuje
go-loopback-two-note = Potem telefon pokaże stronę, której nie da się otworzyć. Urządzenie potrzebuje jej adresu. Dotknij paska adresu i skopiuj go w całości.
go-loopback-picture = Telefon ze stroną, której nie da się otworzyć. Pasek adresu na górze zaczyna się od 127.0.0.1 i jest zaznaczony.
go-loopback-three = Wklej adres tutaj
go-loopback-field = Adres strony, która się nie wczytała

go-paste-lead = Dwa kroki: wyraź tam zgodę, a potem przenieś tu kod.
go-paste-one = Zaloguj się i wyraź zgodę
go-paste-one-note = Otworzy się w nowej karcie i na końcu pokaże kod. Skopiuj go.
go-paste-two = Wklej kod tutaj
go-paste-field = Kod

go-wrong-nothing = Niczego nie wklejono. Skopiuj cały adres z paska adresu.
go-wrong-long = To jest za długie. Skopiuj tylko adres z paska adresu.
go-wrong-no-answer = W tym adresie nie ma jeszcze odpowiedzi. Najpierw wyraź zgodę, a potem skopiuj adres strony, która się nie wczytuje.
go-wrong-no-code = To nie jest ani adres, ani kod. Skopiuj jeszcze raz cały adres.
go-wrong-no-state = Sam kod nie mówi, do którego logowania należy. Wklej cały adres.
go-wrong-no-token = To nie jest klucz. Skopiuj go jeszcze raz, bez spacji wokół.
go-wrong-old = To odpowiedź na logowanie, które się już zakończyło. Zacznij od nowa od pierwszego kroku.

go-token-lead = { $service } daje ci klucz dla urządzenia. Utwórz go na stronie usługi, a potem wklej tutaj.
go-token-make = Utwórz klucz
go-token-console = Otwórz stronę usługi
go-token-type = Wklej klucz tutaj
go-token-field = Klucz

go-confirm-lead = Logujesz się w usłudze { $service }. Potem strona zapyta, czy chcesz przejść do swojego urządzenia.
go-confirm-phrase = Musi pokazać te dwa słowa
go-confirm-stuck = Tamta strona nie może dotrzeć do urządzenia?
go-confirm-paste = Wklej tutaj to, co pokazuje
go-confirm-note = Jeśli pokazuje inne albo to logowanie nie zaczęło się z twojej woli, zamknij ją.

go-no-way-title = Stąd nie można się zalogować
go-no-way-lead = Przy obecnej konfiguracji urządzenie nie dotrze do tej usługi.
go-no-way-next = „phal-oauth providers” na urządzeniu powie, czego potrzebuje każda usługa.
go-relay-blocked-title = Strona pośrednicząca nie prowadzi do twojego urządzenia
go-relay-blocked-lead = Przekazuje odpowiedzi tylko do urządzeń w sieci domowej, a twoje jest znane pod innym adresem.
go-relay-blocked-next = Ustaw na urządzeniu advertise_host na jego adres w twojej sieci domowej.
go-needs-relay-title = Ta usługa wymaga strony pośredniczącej
go-needs-relay-lead = Wysyła odpowiedzi tylko pod adresy https, a urządzenie takiego nie ma. Przekaże je twoja własna strona pośrednicząca.
go-needs-relay-next = Uruchom „phal-oauth relay” na urządzeniu: zapisze stronę i powie, gdzie ją umieścić.

## Pages: what a service lets a program do

scope-identity = Sprawdzać, kim jesteś
scope-profile = Widzieć twoje imię i zdjęcie
scope-email = Widzieć twój adres e-mail
scope-lasting = Pozostawać w połączeniu pod twoją nieobecność
scope-playback-read = Widzieć, co jest odtwarzane
scope-playback-control = Sterować odtwarzaniem
scope-streaming = Odtwarzać muzykę na tym urządzeniu
scope-playlists-read = Widzieć twoje playlisty
scope-playlists-write = Zmieniać twoje playlisty
scope-library-read = Widzieć twoją bibliotekę muzyczną
scope-library-write = Zmieniać twoją bibliotekę muzyczną
scope-history-read = Widzieć, co było słuchane
scope-follow-read = Widzieć, kogo obserwujesz
scope-calendar-read = Widzieć twój kalendarz
scope-calendar-write = Widzieć i zmieniać twój kalendarz
scope-mail-read = Czytać twoją pocztę e-mail
scope-mail-send = Wysyłać e-maile w twoim imieniu
scope-files-read = Widzieć twoje pliki
scope-files-write = Widzieć i zmieniać twoje pliki
scope-contacts-read = Widzieć twoje kontakty
scope-tasks-read = Widzieć twoje zadania
scope-tasks-write = Widzieć i zmieniać twoje zadania
scope-video-read = Widzieć twoje konto YouTube
scope-video-write = Zarządzać twoim kontem YouTube
scope-home = Sterować urządzeniami w twoim domu
scope-repositories = Widzieć i zmieniać twoje repozytoria

## Command line

cli-or-open = albo otwórz { $url }
cli-or-type = albo otwórz { $url } i wpisz { $digits }
cli-connect-scan = Zeskanuj to telefonem, aby połączyć { $app }:
cli-connect-waiting = Oczekiwanie na twoją zgodę…
cli-connect-no-link = Demon nie podał linku.
cli-connected = Połączono { $app }.
cli-not-connected = Nie połączono { $app }:
cli-disconnected = Rozłączono { $app }.
cli-cancelled = Dla { $app } nie czeka już żadne logowanie.
cli-forgotten = Zapomniano { $app }.
cli-remote-done = Usługa już o tym wie.
cli-remote-queued = Usługa jeszcze o tym nie wie: dowie się, gdy tylko będzie osiągalna.
cli-remote-refused = Usługa odmawia zakończenia dostępu: zrób to na jej własnej stronie połączonych aplikacji.
cli-paste-prompt = Wklej adres lub kod i naciśnij Enter:
cli-dashboard-scan = Zeskanuj to telefonem, aby zobaczyć swoje połączenia:
cli-dashboard-once = Link i cyfry działają raz, przez pięć minut.
cli-status-none = Nie zarejestrowano jeszcze żadnej aplikacji: skille rejestrują swoje, gdy się uruchamiają.
# Heads of the columns of a table.
cli-status-app = APLIKACJA
cli-status-state = STAN
cli-status-valid = WAŻNOŚĆ
cli-state-connected = połączono
cli-state-not-authenticated = nie zalogowano
cli-state-needs-login = wymaga zalogowania
cli-state-needs-credentials = wymaga danych klienta
cli-state-misconfigured = źle skonfigurowano
cli-valid-waiting = logowanie czeka
cli-valid-no-end = nie podano końca
cli-valid-ended = wygasło, do odnowienia
cli-valid-minutes = { $count ->
    [one] jeszcze { $count } minuta
    [few] jeszcze { $count } minuty
    [many] jeszcze { $count } minut
   *[other] jeszcze { $count } minuty
}
cli-valid-hours = { $count ->
    [one] jeszcze { $count } godzina
    [few] jeszcze { $count } godziny
    [many] jeszcze { $count } godzin
   *[other] jeszcze { $count } godziny
}
cli-valid-days = { $count ->
    [one] jeszcze { $count } dzień
    [few] jeszcze { $count } dni
    [many] jeszcze { $count } dni
   *[other] jeszcze { $count } dnia
}

## Command line: the demo

demo-folder = Po tym pokazie nic nie zostaje: jego folder jest na końcu usuwany.
demo-practice = Serwer ćwiczebny działa pod adresem { $url }
demo-bus = Szyna komunikatów działa pod adresem { $url }, z phal-oauth
demo-skill = Przykładowy skill dołączył do szyny i zarejestrował swoją aplikację
demo-image = Skill poprosił o kod QR; powłoka pokazałaby { $path }
demo-scan = Oto kod dla tego terminala. Zeskanuj go telefonem i naciśnij „{ $button }”:
demo-approved = Zatwierdzono bez udziału człowieka, jak każe { $option }
demo-waiting = Oczekiwanie na ciebie, najwyżej dziesięć minut…
demo-token = Skill ma swój token
demo-used = Skill go użył, a serwer mówi: { $greeting }
demo-done = Gotowe: nic więcej nie trzeba robić.
demo-stopped = Zatrzymano.
