## Pages: what became of a login

page-connected-label = Подключено
page-connected-title = Готово
page-connected-lead = Ваше устройство теперь подключено к сервису { $service }.
page-connected-next = Эту страницу можно закрыть. Остальное произойдёт на устройстве.

page-finishing-label = Минуту
page-finishing-title = Завершаем вход
page-finishing-lead = Ваше устройство получает доступ у сервиса { $service }.
page-finishing-next = Эта страница обновится сама.

page-failed-label = Не подключено
page-failed-next = Эту страницу можно закрыть и начать заново на устройстве.

page-denied-title = В доступе отказано
page-denied-lead = Вы не разрешили устройству использовать { $service }. Ничего не подключено.
page-issuer-title = Ответил не тот сервер
page-issuer-lead = Ответ пришёл не от сервиса { $service }, поэтому он не использован.
page-expired-title = Этот вход занял слишком много времени
page-expired-lead = Для вашей безопасности вход нужно завершить за десять минут.
page-misconfigured-title = Сервис отклоняет это приложение
page-misconfigured-lead = { $service } не принимает идентификатор клиента, секрет или адрес, которые использует ваше устройство. Проверьте их на странице сервиса для разработчиков.
page-misconfigured-bare = Сервис не принимает идентификатор клиента, секрет или адрес, которые использует ваше устройство. Проверьте их на его странице для разработчиков.
page-misconfigured-next = Продолжите здесь, чтобы исправить это или попробовать что-то другое.
page-unavailable-title = Сейчас не получилось
page-unavailable-lead = { $service } не смог завершить вход. Попробуйте ещё раз чуть позже.
page-storage-title = Устройство не смогло это сохранить
page-storage-lead = Проверьте, есть ли на нём свободное место, и попробуйте ещё раз.
page-error-title = Войти не получилось
page-error-lead = { $service } ответил ошибкой, поэтому ничего не подключено.

## Pages: requests that lead nowhere

page-unknown-title = Этого не ждёт ни один вход
page-unknown-lead = Эта страница не относится ни к одному входу, начатому вашим устройством, или относится к давно завершённому.
page-incomplete-title = Эта ссылка неполная
page-incomplete-lead = Сервис вернул вас с ответом, который устройство не может прочитать.
page-unready-title = Это приложение не готово
page-unready-lead = Навык, к которому ведёт эта ссылка, не настроен для входа.
page-setup-title = Это приложение настроено неверно
page-setup-lead = Адрес сервиса нельзя использовать. Проверьте настройки навыка.
page-offline-title = Ваше устройство не в сети
page-offline-lead = У него нет сетевого адреса, на который сервис мог бы ответить. Сначала подключите его к сети.
page-later-lead = Попробуйте ещё раз чуть позже.
page-nothing-lead = Ничего не подключено.

page-used-title = Этот код больше не действует
page-used-lead = Он уже использован, или им никто не воспользовался за десять минут.
page-used-next = Попросите у устройства новый код и отсканируйте его.

page-over-label = Завершено
page-over-title = Этот вход завершён
page-over-lead = Его результат здесь больше не хранится.
page-over-next = Спросите у устройства, подключено ли оно.

page-nowhere-label = Здесь ничего нет
page-nowhere-title = Такой страницы нет
page-nowhere-lead = Проверьте адрес или отсканируйте код ещё раз.

page-host-label = Отклонено
page-host-title = У этого устройства другое имя
page-host-lead = Оно не отзывается на имя в вашей адресной строке.
page-host-next = Используйте его IP-адрес или добавьте имя в { $setting } в его настройках.

## Pages: the front page

page-front-title = Входы вашего голосового помощника

## Pages: the practice server

practice-label = Учебный сервер
practice-consent-heading = Разрешить { $client }?
practice-consent-title = Впустить { $client }?
practice-consent-lead = Разрешайте, только если вы сами только что начали это на своём устройстве.
practice-consent-scopes = Будет доступно
practice-consent-destination = Ваш ответ отправится на
practice-consent-note = Это только тренировка: за этой страницей нет учётной записи, и ничего настоящего не выдаётся.
practice-consent-approve = Разрешить
practice-consent-refuse = Отказать
practice-error-note = Эта страница ничего не разрешила. Её можно закрыть.
practice-long-title = Это слишком длинно
practice-long-lead = Запрос длиннее, чем читает этот сервер.
practice-client-title = Неизвестное приложение
practice-client-lead = В запросе нет client_id, их два или указан тот, который здесь не зарегистрирован.
practice-return-title = Неизвестный адрес возврата
practice-return-lead = redirect_uri отсутствует или не зарегистрирован для этого приложения, поэтому ответ никуда не отправлен.
practice-decision-title = Решения нет
practice-decision-lead = В форме нет ни согласия, ни отказа.
practice-answered-title = Ответ уже дан
practice-answered-lead = На этот запрос уже ответили, или он ждал слишком долго. Начните заново на устройстве.

## Pages: letting a program in by its code

activate-code-title = Впустить программу
activate-code-lead = Программа показывает код из восьми букв. Введите его здесь, чтобы увидеть, о чём она просит.
activate-code-label = Код
activate-code-on = Продолжить
activate-unknown = Этого кода не ждёт ни одна программа. Проверьте буквы. Если они верны, код уже использован или устарел: начните в программе заново.
activate-stale = Эта страница устарела, или ваш браузер не сохраняет файлы cookie. Введите код ещё раз.
activate-too-many = { $count ->
    [one] Слишком много неверных кодов. Попробуйте через { $count } минуту или отсканируйте код, который показывает программа.
    [few] Слишком много неверных кодов. Попробуйте через { $count } минуты или отсканируйте код, который показывает программа.
    [many] Слишком много неверных кодов. Попробуйте через { $count } минут или отсканируйте код, который показывает программа.
   *[other] Слишком много неверных кодов. Попробуйте через { $count } минуты или отсканируйте код, который показывает программа.
}
activate-title = Впустить { $client }?
activate-lead = Эта программа просит доступ. Он останется у неё и в ваше отсутствие, пока вы его не отзовёте.
activate-lead-home = Эта программа просит доступ. Он останется у неё и в ваше отсутствие, пока вы не отзовёте его на странице «Ваши подключения».
activate-scopes = Ей будет можно
activate-token = Использовать ваше подключение к { $app }
activate-token-all = Использовать все ваши подключения, в том числе будущие
activate-token-note = Она получает токен каждого такого подключения и пользуется им, больше не спрашивая вас.
activate-all-warning = Это всё, куда вошло ваше устройство. Впускайте только те программы, которым вы всё это доверяете.
activate-address = Запрос пришёл с
activate-here = Само устройство ({ $address })
activate-code = Программа показывает этот код?
activate-warning = Если нет, если вы не начинали этого сами или если код либо ссылку вам кто-то прислал, откажите.
activate-approve = Да, впустить
activate-refuse = Отказать
activate-approved-title = У программы есть доступ
activate-approved-lead = Она сама заметит это за несколько секунд.
activate-approved-note = Доступ можно в любое время отозвать на странице «Ваши подключения». Эту страницу можно закрыть.
activate-refused-title = Ничего не разрешено
activate-refused-lead = Программа узнает об отказе.
activate-done-note = Эту страницу можно закрыть.

# For who has not shown yet that they are at the device.
activate-door-title = Вы рядом с устройством?
activate-door-lead = Программа просит доступ к вашим подключениям. Впускает программы только тот, кто рядом с устройством, поэтому сначала покажите, что вы там.
activate-door-show = Показать QR-код на устройстве
activate-door-scan = Затем отсканируйте его этим телефоном.
activate-door-shown = Устройство показывает на экране QR-код. Отсканируйте его этим телефоном: он действует пять минут и один раз.
activate-door-often = Устройство уже показало несколько QR-кодов. Подождите минуту и попросите снова.
activate-door-or = или
activate-door-digits = Запустите на устройстве «phal-oauth dashboard»: оно покажет шесть цифр.
activate-door-wrong = Эти цифры неверны или больше не действуют. Запустите «phal-oauth dashboard» ещё раз, чтобы получить новые.
activate-door-aloud = Цифры, которые устройство произносит вслух, не впускают программы: другие программы их тоже слышат. Выберите ниже другой способ.
activate-door-terminal = В терминале устройства программу впускает и эта команда:
activate-link-lead = Кто-то попросил у устройства эту ссылку, чтобы впустить программу. Следующая страница скажет, какая это программа и чего она хочет. Если это были не вы, закройте эту страницу.
activate-over-next = Вернитесь на страницу, где вы её попросили, и попросите новую.

## Pages: requests that are refused

page-refused-label = Отклонено
page-many-title = Слишком часто
page-many-lead = Устройство пока не принимает от вас новых запросов.
page-many-next = Немного подождите и обновите эту страницу.
page-foreign-title = Это пришло с другой страницы
page-foreign-lead = Чужая страница что-то отправила вашему устройству, поэтому ничего не сделано.
page-foreign-next = Если вы нажали кнопку на странице своего устройства, откройте её снова и повторите.
page-stale-title = Эта страница устарела
page-stale-lead = Она открыта до перезапуска устройства, или ваш браузер не сохраняет файлы cookie.
page-stale-next = Вернитесь, обновите страницу и повторите то, что делали.
page-form-title = Устройство не может это прочитать
page-form-lead = Это отправлено в виде, которого устройство не знает.
page-long-title = Слишком много текста
page-long-lead = Устройство читает не больше 48 килобайт за раз.
page-long-next = Вернитесь и введите меньше.
page-slow-title = Это заняло слишком много времени
page-slow-lead = Устройство ждало остальную часть того, что вы отправляли.
page-slow-next = Вернитесь и попробуйте ещё раз, ближе к своему Wi-Fi.
page-method-title = Здесь так нельзя
page-method-lead = Эту страницу можно открыть, но отправить ей ничего нельзя.

## Pages: the front page, where a code that the device says is typed

front-lead = У устройства есть для вас код из шести цифр. Введите его здесь, чтобы продолжить.
front-say = Пусть устройство назовёт код
front-said = Устройство называет код. Послушайте и введите его здесь.
front-not-said = Ни один вход не ждёт. Сначала попросите устройство войти в сервис.
front-said-often = Устройство уже несколько раз назвало код. Подождите минуту и попросите снова.
front-digits = Шесть цифр
front-hint = Они действуют пять минут.
front-enter = Продолжить
front-else = Нет кода? Попросите устройство войти в сервис, и оно скажет, что делать.
front-no-digits = Введите все шесть цифр и ничего больше.
front-wrong = Эти цифры неверны или больше не действуют. Попросите устройство повторить их.
front-too-many = { $count ->
    [one] Слишком много неверных кодов. Подождите { $count } минуту и попросите у устройства новый.
    [few] Слишком много неверных кодов. Подождите { $count } минуты и попросите у устройства новый.
    [many] Слишком много неверных кодов. Подождите { $count } минут и попросите у устройства новый.
   *[other] Слишком много неверных кодов. Подождите { $count } минуты и попросите у устройства новый.
}

## Pages: the dashboard

dashboard-title = Ваши подключения
dashboard-link-lead = Здесь видно, к каким сервисам подключено устройство; можно подключить другие и прекратить подключения.
dashboard-link-open = Показать мои подключения
dashboard-link-note = Эта ссылка работает один раз. Потом этот браузер сохраняет доступ не дольше часа.
dashboard-closed-label = Закрыто
dashboard-closed-title = Откройте заново
dashboard-closed-lead = Для вашей безопасности список подключений закрывается, когда им никто не пользуется.
dashboard-next = Попросите устройство показать подключения или запустите на нём «phal-oauth dashboard».
dashboard-over-title = Эта ссылка больше не действует
dashboard-over-lead = Она уже использована или старше пяти минут.
dashboard-empty = Ни один навык ещё не запрашивал сервис.
dashboard-connected = Подключено
dashboard-not-connected = Не подключено
dashboard-needs-credentials = Нужно настроить
dashboard-needs-login = Войдите заново
dashboard-misconfigured = Настроено неверно
dashboard-pending = Вход ждёт, пока вы его завершите.
dashboard-needs-login-note = Сервис прекратил это подключение. Подключите его снова, чтобы продолжить.
dashboard-misconfigured-note = Сервис отклоняет идентификатор клиента, секрет или адрес этого приложения. Подключите его снова: то, что вы вводили сами, там можно ввести заново.
dashboard-ends-never = Остаётся подключённым.
dashboard-ended = Обновится при следующем использовании.
dashboard-ends-minutes = { $count ->
    [one] Действует ещё { $count } минуту, затем обновится.
    [few] Действует ещё { $count } минуты, затем обновится.
    [many] Действует ещё { $count } минут, затем обновится.
   *[other] Действует ещё { $count } минуты, затем обновится.
}
dashboard-ends-hours = { $count ->
    [one] Действует ещё { $count } час, затем обновится.
    [few] Действует ещё { $count } часа, затем обновится.
    [many] Действует ещё { $count } часов, затем обновится.
   *[other] Действует ещё { $count } часа, затем обновится.
}
dashboard-ends-days = { $count ->
    [one] Действует ещё { $count } день, затем обновится.
    [few] Действует ещё { $count } дня, затем обновится.
    [many] Действует ещё { $count } дней, затем обновится.
   *[other] Действует ещё { $count } дня, затем обновится.
}
dashboard-lasts-minutes = { $count ->
    [one] Действует ещё { $count } минуту.
    [few] Действует ещё { $count } минуты.
    [many] Действует ещё { $count } минут.
   *[other] Действует ещё { $count } минуты.
}
dashboard-lasts-hours = { $count ->
    [one] Действует ещё { $count } час.
    [few] Действует ещё { $count } часа.
    [many] Действует ещё { $count } часов.
   *[other] Действует ещё { $count } часа.
}
dashboard-lasts-days = { $count ->
    [one] Действует ещё { $count } день.
    [few] Действует ещё { $count } дня.
    [many] Действует ещё { $count } дней.
   *[other] Действует ещё { $count } дня.
}
dashboard-connect = Подключить
dashboard-connect-again = Подключить снова
dashboard-more = Отключить или удалить
dashboard-disconnect = Отключить
dashboard-disconnect-note = Сервису сообщат, что подключение прекращено. Навык можно подключить снова в любое время.
dashboard-forget = Удалить
dashboard-forget-note = Прекращает подключение и забывает о нём всё. Навык, который ещё установлен, вернёт его, но без вашего входа.
dashboard-add = Подключить другой сервис
dashboard-leave = Закрыть

## Pages: the dashboard's programs

programs-title = Программы с доступом
programs-lead = Вы впустили их по коду. Они сами получают то, что им разрешено.
programs-from = Запрос с { $address }
programs-from-here = Запрос с самого устройства
programs-since = { $count ->
    [0] Доступ дан за последние 24 часа.
    [one] Доступ дан { $count } день назад.
    [few] Доступ дан { $count } дня назад.
    [many] Доступ дан { $count } дней назад.
   *[other] Доступ дан { $count } дня назад.
}
programs-used = { $count ->
    [0] Использован за последние 24 часа.
    [one] Использован { $count } день назад.
    [few] Использован { $count } дня назад.
    [many] Использован { $count } дней назад.
   *[other] Использован { $count } дня назад.
}
programs-unused = Ещё не использован.
programs-withdraw = Отозвать доступ
programs-withdraw-note = Программа, у которой вы отозвали доступ, не получит новых токенов. Уже полученный токен действует до конца своего срока: чтобы прекратить и его, нажмите «Отключить» у этого сервиса выше.

## Pages: services that no skill has asked for

services-title = Подключить сервис
services-lead = Выберите сервис. Следующая страница скажет, что делать.
services-back = Назад к моим подключениям
services-closed = Отсюда нельзя
services-relay = Эти сервисы отправляют ответы только на адреса https. Поможет ваша собственная страница-посредник: «phal-oauth relay» на устройстве подскажет, как.
services-way-device = С помощью кода
services-way-direct = На странице входа
services-way-relay = Через страницу-посредника
services-way-loopback = С адресом, который копируют обратно
services-way-paste = С кодом, который копируют обратно
services-way-token = С ключом со страницы сервиса

## Pages: on to the service after a form

onward-title = К сервису
onward-lead = Его страница входа откроется сама. Если нет, нажмите кнопку.
onward-go = Продолжить

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Чтобы подключить { $service }, откройте на телефоне этот адрес: { $address }. Код я назову, когда вы попросите об этом там.
speech-dashboard = Чтобы увидеть подключения, откройте на телефоне этот адрес: { $address }. Код я назову, когда вы попросите об этом там.
speech-connected = Сервис { $service } подключён.
speech-denied = Сервис { $service } не подключён, потому что в доступе отказано.
speech-expired = Сервис { $service } не подключён, потому что никто не завершил вход вовремя.
speech-failed = Сервис { $service } не подключён, потому что войти не получилось.
speech-code = Код: { $code }.
speech-code-at = Откройте { $address } и введите этот код: { $code }.
speech-dot = точка
speech-colon = двоеточие
speech-slash = косая черта
speech-dash = дефис

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } ждёт вашего входа: отсканируйте код или откройте { $address } на телефоне.

## Pages: the steps of a login

go-title = Подключить { $service }
go-skill = Для
go-device = На
go-scopes = Запрашивается
go-nobody = Любая программа на устройстве
go-reason-relay = { $service } не отправляет ответы на адреса домашней сети, поэтому ответ приходит через страницу-посредника.
go-reason-loopback = { $service } не отправляет ответы на адреса домашней сети, поэтому вы переносите ответ сюда сами.
go-reason-paste = { $service } не отправляет ответы на адреса домашней сети, поэтому вы увидите код, который перенесёте сюда.
go-reason-no-relay = Со страницей-посредником было бы проще: «phal-oauth relay» на устройстве подскажет, как.
go-others = Другое
go-other-client = Ввести идентификатор клиента заново
go-other-address = Ввести адрес вашего сервера заново
go-return-lead = Вы здесь уже были. Если { $service } отклонил то, что вы ввели, введите это заново ниже.
go-return-refused = { $service } уже отклонил это приложение. Попробуйте ещё раз или выберите ниже что-то другое.
go-send = Продолжить
go-open = Открыть { $service }
go-wrong = Устройство не может это использовать. Проверьте и попробуйте ещё раз.
go-failed-again = Попробовать ещё раз
go-failed-silent-title = { $service } не отвечает
go-failed-silent-address = По адресу { $address } никто не отвечает. Проверьте, верен ли адрес и включён ли ваш сервер.
go-failed-silent-lead = Устройство сейчас не может связаться с сервисом. Проверьте его подключение к интернету или попробуйте ещё раз чуть позже.
go-failed-strange-address = То, что отвечает по адресу { $address }, не похоже на { $service }. Проверьте адрес.
go-failed-device-title = { $service } не даёт кода
go-failed-device-lead = { $service } не разрешает этому приложению входить по коду. Выберите ниже что-то другое.

go-instance-lead = { $service } — это ваш собственный сервер. Где он?
go-instance-address = Адрес вашего сервера
go-instance-insecure = Это небезопасно: вне домашней сети адрес должен начинаться с https://
go-instance-wrong = Это не адрес. Он выглядит как https://cloud.example или http://homeassistant.local:8123
go-instance-empty = Введите адрес.

go-credentials-lead = { $service } хочет знать программу, которая входит. Зарегистрируйте её один раз на странице для разработчиков, а потом введите здесь то, что эта страница покажет.
go-credentials-register = Зарегистрировать
go-credentials-console = Открыть страницу для разработчиков
go-credentials-redirect = Адрес перенаправления, который нужно указать там точно так
go-credentials-qr = Показать его как QR-код, для другого устройства
go-credentials-qr-label = QR-код адреса перенаправления
go-credentials-port = Если на устройстве есть брандмауэр, откройте порт { $port }.
go-credentials-type = Введите то, что она покажет
go-credentials-id = Идентификатор клиента
go-credentials-secret = Секрет клиента
go-credentials-secret-optional = Секрет клиента, если он есть
go-credentials-id-missing = Введите идентификатор клиента.
go-credentials-secret-missing = Введите и секрет клиента.
go-credentials-refused = { $service } отклонил введённый здесь идентификатор клиента или секрет. Сравните их со страницей для разработчиков и введите заново.
go-credentials-refused-else = Если они верны, попробуйте ниже что-то другое.

go-device-lead = Откройте { $service } и сравните или введите этот код. Эта страница продолжит сама.
go-device-lead-link = Откройте { $service } и дайте там согласие. Эта страница продолжит сама.
go-device-code = Ваш код
go-device-elsewhere = На другом устройстве откройте
go-device-waiting = Ждём вашего согласия
go-device-expired-title = Этот код истёк
go-device-expired-lead = Никто не подтвердил его вовремя.
go-device-refused-title = В доступе отказано
go-device-refused-lead = Вы не разрешили устройству использовать { $service }. Ничего не подключено.
go-device-again = Получить новый код

go-loopback-lead = Три шага, и посередине это похоже на ошибку: так и должно быть.
go-loopback-one = Войдите и дайте согласие
go-loopback-one-note = Откроется новая вкладка. Эту оставьте открытой.
go-loopback-two = Страница, которая не загружается
go-loopback-two-note = Затем телефон покажет страницу, которая недоступна. Устройству нужен её адрес. Коснитесь адресной строки и скопируйте его целиком.
go-loopback-picture = Телефон со страницей, которая недоступна. Адресная строка вверху начинается с 127.0.0.1 и выделена.
go-loopback-three = Вставьте адрес здесь
go-loopback-field = Адрес страницы, которая не загрузилась

go-paste-lead = Два шага: дайте там согласие, затем перенесите код сюда.
go-paste-one = Войдите и дайте согласие
go-paste-one-note = Откроется новая вкладка и в конце покажет код. Скопируйте его.
go-paste-two = Вставьте код здесь
go-paste-field = Код

go-wrong-nothing = Ничего не вставлено. Скопируйте весь адрес из адресной строки.
go-wrong-long = Это слишком длинно. Скопируйте только адрес из адресной строки.
go-wrong-no-answer = В этом адресе ещё нет ответа. Сначала дайте согласие, затем скопируйте адрес страницы, которая не загружается.
go-wrong-no-code = Это не адрес и не код. Скопируйте весь адрес ещё раз.
go-wrong-no-state = Один код не говорит, к какому входу он относится. Вставьте весь адрес.
go-wrong-no-token = Это не ключ. Скопируйте его ещё раз, без пробелов вокруг.
go-wrong-old = Это ответ на уже завершённый вход. Начните заново с первого шага.

go-token-lead = { $service } даёт вам ключ для устройства. Создайте его на странице сервиса и вставьте здесь.
go-token-make = Создать ключ
go-token-console = Открыть страницу сервиса
go-token-type = Вставьте ключ здесь
go-token-field = Ключ

go-confirm-lead = Вы входите в { $service }. Затем страница спросит, хотите ли вы перейти к своему устройству.
go-confirm-phrase = На ней должны быть эти два слова
go-confirm-stuck = Та страница не может открыть ваше устройство?
go-confirm-paste = Вставьте сюда то, что она показывает
go-confirm-note = Если там другие слова или вы этого не начинали, закройте её.

go-no-way-title = Отсюда войти нельзя
go-no-way-lead = При нынешних настройках устройство не может обратиться к этому сервису.
go-no-way-next = «phal-oauth providers» на устройстве скажет, что нужно каждому сервису.
go-relay-blocked-title = Страница-посредник не ведёт к вашему устройству
go-relay-blocked-lead = Она передаёт ответы только устройствам домашней сети, а ваше известно под другим адресом.
go-relay-blocked-next = Укажите в advertise_host на устройстве его адрес в домашней сети.
go-needs-relay-title = Этому сервису нужна страница-посредник
go-needs-relay-lead = Он отправляет ответы только на адреса https, а у устройства такого нет. Их передаст ваша собственная страница-посредник.
go-needs-relay-next = Запустите «phal-oauth relay» на устройстве: оно запишет страницу и скажет, где её разместить.

## Pages: what a service lets a program do

scope-identity = Видеть, кто вы
scope-profile = Видеть ваше имя и фото
scope-email = Видеть ваш адрес электронной почты
scope-lasting = Оставаться подключённым, пока вас нет
scope-playback-read = Видеть, что играет
scope-playback-control = Управлять воспроизведением
scope-streaming = Воспроизводить музыку на этом устройстве
scope-playlists-read = Видеть ваши плейлисты
scope-playlists-write = Изменять ваши плейлисты
scope-library-read = Видеть вашу музыкальную библиотеку
scope-library-write = Изменять вашу музыкальную библиотеку
scope-history-read = Видеть, что вы слушали
scope-follow-read = Видеть, на кого вы подписаны
scope-calendar-read = Видеть ваш календарь
scope-calendar-write = Видеть и изменять ваш календарь
scope-mail-read = Читать вашу почту
scope-mail-send = Отправлять почту от вашего имени
scope-files-read = Видеть ваши файлы
scope-files-write = Видеть и изменять ваши файлы
scope-contacts-read = Видеть ваши контакты
scope-tasks-read = Видеть ваши задачи
scope-tasks-write = Видеть и изменять ваши задачи
scope-video-read = Видеть ваш аккаунт YouTube
scope-video-write = Управлять вашим аккаунтом YouTube
scope-home = Управлять устройствами у вас дома
scope-repositories = Видеть и изменять ваши репозитории

## Command line

cli-or-open = или откройте { $url }
cli-or-type = или откройте { $url } и введите { $digits }
cli-connect-scan = Отсканируйте это телефоном, чтобы подключить { $app }:
cli-connect-waiting = Ждём вашего согласия…
cli-connect-no-link = Демон не дал ссылки.
cli-connected = { $app }: подключено.
cli-not-connected = { $app }: не подключено.
cli-disconnected = { $app }: отключено.
cli-cancelled = { $app }: ни один вход больше не ждёт.
cli-forgotten = { $app }: забыто.
cli-remote-done = Сервису сообщено.
cli-remote-queued = Сервису пока не удалось сообщить: он узнает, как только станет доступен.
cli-remote-refused = Сервис отказывается прекратить доступ: сделайте это на его собственной странице подключённых приложений.
cli-paste-prompt = Вставьте адрес или код и нажмите Enter:
cli-dashboard-scan = Отсканируйте это телефоном, чтобы увидеть свои подключения:
cli-dashboard-once = Ссылка и цифры работают один раз, пять минут.
cli-status-none = Ни одно приложение ещё не зарегистрировано: навыки регистрируют свои при запуске.
# Heads of the columns of a table.
cli-status-app = ПРИЛОЖЕНИЕ
cli-status-state = СОСТОЯНИЕ
cli-status-valid = СРОК
cli-state-connected = подключено
cli-state-not-authenticated = вход не выполнен
cli-state-needs-login = нужен новый вход
cli-state-needs-credentials = нужны данные клиента
cli-state-misconfigured = настроено неверно
cli-valid-waiting = вход ждёт
cli-valid-no-end = срок не указан
cli-valid-ended = истекло, будет обновлено
cli-valid-minutes = { $count ->
    [one] ещё { $count } минута
    [few] ещё { $count } минуты
    [many] ещё { $count } минут
   *[other] ещё { $count } минуты
}
cli-valid-hours = { $count ->
    [one] ещё { $count } час
    [few] ещё { $count } часа
    [many] ещё { $count } часов
   *[other] ещё { $count } часа
}
cli-valid-days = { $count ->
    [one] ещё { $count } день
    [few] ещё { $count } дня
    [many] ещё { $count } дней
   *[other] ещё { $count } дня
}

## Command line: the demo

demo-folder = От этого показа ничего не останется: его папка в конце удаляется.
demo-practice = Учебный сервер работает по адресу { $url }
demo-bus = Шина сообщений работает по адресу { $url }, на ней phal-oauth
demo-skill = Учебный навык присоединился к шине и зарегистрировал своё приложение
demo-image = Навык запросил QR-код; оболочка показала бы { $path }
demo-scan = Вот код для этого терминала. Отсканируйте его телефоном и нажмите «{ $button }»:
demo-approved = Разрешено без участия человека, как просит { $option }
demo-waiting = Ждём вас, не дольше десяти минут…
demo-token = Навык получил свой токен
demo-used = Навык воспользовался им, и сервер говорит: { $greeting }
demo-done = Готово: больше от человека ничего не нужно.
demo-stopped = Остановлено.
