## Pages: what became of a login

page-connected-label = Підключено
page-connected-title = Готово
page-connected-lead = Ваш пристрій тепер підключено до сервісу { $service }.
page-connected-next = Цю сторінку можна закрити. Решта відбудеться на пристрої.

page-finishing-label = Хвилинку
page-finishing-title = Завершуємо вхід
page-finishing-lead = Ваш пристрій отримує доступ у сервісу { $service }.
page-finishing-next = Ця сторінка оновиться сама.

page-failed-label = Не підключено
page-failed-next = Цю сторінку можна закрити й почати заново на пристрої.

page-denied-title = У доступі відмовлено
page-denied-lead = Ви не дозволили пристрою користуватися { $service }. Нічого не підключено.
page-issuer-title = Відповів не той сервер
page-issuer-lead = Відповідь надійшла не від сервісу { $service }, тому її не використано.
page-expired-title = Цей вхід тривав надто довго
page-expired-lead = Для вашої безпеки вхід треба завершити за десять хвилин.
page-misconfigured-title = Сервіс відхиляє цей застосунок
page-misconfigured-lead = { $service } не приймає ідентифікатор клієнта, секрет або адресу, які використовує ваш пристрій. Перевірте їх на сторінці сервісу для розробників.
page-misconfigured-bare = Сервіс не приймає ідентифікатор клієнта, секрет або адресу, які використовує ваш пристрій. Перевірте їх на його сторінці для розробників.
page-misconfigured-next = Продовжте тут, щоб виправити це або спробувати щось інше.
page-unavailable-title = Зараз не вийшло
page-unavailable-lead = { $service } не зміг завершити вхід. Спробуйте ще раз трохи згодом.
page-storage-title = Пристрій не зміг це зберегти
page-storage-lead = Перевірте, чи є на ньому вільне місце, і спробуйте ще раз.
page-error-title = Увійти не вдалося
page-error-lead = { $service } відповів помилкою, тому нічого не підключено.

## Pages: requests that lead nowhere

page-unknown-title = Цього не чекає жоден вхід
page-unknown-lead = Ця сторінка не стосується жодного входу, який почав ваш пристрій, або стосується давно завершеного.
page-incomplete-title = Це посилання неповне
page-incomplete-lead = Сервіс повернув вас із відповіддю, яку пристрій не може прочитати.
page-unready-title = Цей застосунок не готовий
page-unready-lead = Навичку, до якої веде це посилання, не налаштовано для входу.
page-setup-title = Цей застосунок налаштовано неправильно
page-setup-lead = Адресу сервісу не можна використати. Перевірте налаштування навички.
page-offline-title = Ваш пристрій не в мережі
page-offline-lead = Він не має мережевої адреси, на яку сервіс міг би відповісти. Спершу підключіть його до мережі.
page-later-lead = Спробуйте ще раз трохи згодом.
page-nothing-lead = Нічого не підключено.

page-used-title = Цей код більше не дійсний
page-used-lead = Його вже використано, або ніхто не скористався ним за десять хвилин.
page-used-next = Попросіть у пристрою новий код і відскануйте його.

page-over-label = Завершено
page-over-title = Цей вхід завершено
page-over-lead = Його результат тут більше не зберігається.
page-over-next = Запитайте у пристрою, чи його підключено.

page-nowhere-label = Тут нічого немає
page-nowhere-title = Такої сторінки немає
page-nowhere-lead = Перевірте адресу або відскануйте код ще раз.

page-host-label = Відхилено
page-host-title = Цей пристрій має іншу назву
page-host-lead = Він не відгукується на назву у вашому адресному рядку.
page-host-next = Скористайтеся його IP-адресою або додайте назву до { $setting } у його налаштуваннях.

## Pages: the front page

page-front-title = Входи вашого голосового помічника

## Pages: the practice server

practice-label = Навчальний сервер
practice-consent-heading = Дозволити { $client }?
practice-consent-title = Впустити { $client }?
practice-consent-lead = Дозволяйте, лише якщо ви самі щойно почали це на своєму пристрої.
practice-consent-scopes = Буде доступно
practice-consent-destination = Ваша відповідь піде на
practice-consent-note = Це лише тренування: за цією сторінкою немає облікового запису, і нічого справжнього не надається.
practice-consent-approve = Дозволити
practice-consent-refuse = Відмовити
practice-error-note = Ця сторінка нічого не дозволила. Її можна закрити.
practice-long-title = Це було задовге
practice-long-lead = Запит довший, ніж читає цей сервер.
practice-client-title = Невідомий застосунок
practice-client-lead = У запиті немає client_id, їх два або вказано той, якого тут не зареєстровано.
practice-return-title = Невідома адреса повернення
practice-return-lead = redirect_uri відсутній або не зареєстрований для цього застосунку, тому відповідь нікуди не надіслано.
practice-decision-title = Рішення немає
practice-decision-lead = У формі немає ні згоди, ні відмови.
practice-answered-title = Відповідь уже дано
practice-answered-lead = На цей запит уже відповіли, або він чекав надто довго. Почніть заново на пристрої.

## Pages: letting a program in by its code

activate-code-title = Впустити програму
activate-code-lead = Програма показує код із восьми літер. Введіть його тут, щоб побачити, про що вона просить.
activate-code-label = Код
activate-code-on = Продовжити
activate-unknown = Цього коду не чекає жодна програма. Перевірте літери. Якщо вони правильні, код уже використано або він застарів: почніть у програмі знову.
activate-stale = Ця сторінка застаріла, або ваш браузер не зберігає файли cookie. Введіть код ще раз.
activate-too-many = { $count ->
    [one] Забагато неправильних кодів. Спробуйте через { $count } хвилину або відскануйте код, який показує програма.
    [few] Забагато неправильних кодів. Спробуйте через { $count } хвилини або відскануйте код, який показує програма.
    [many] Забагато неправильних кодів. Спробуйте через { $count } хвилин або відскануйте код, який показує програма.
   *[other] Забагато неправильних кодів. Спробуйте через { $count } хвилини або відскануйте код, який показує програма.
}
activate-title = Впустити { $client }?
activate-lead = Ця програма просить доступ. Він лишиться в неї і за вашої відсутності, доки ви його не відкличете.
activate-lead-home = Ця програма просить доступ. Він лишиться в неї і за вашої відсутності, доки ви не відкличете його на сторінці «Ваші підключення».
activate-scopes = Їй буде можна
activate-token = Використовувати ваше підключення до { $app }
activate-token-all = Використовувати всі ваші підключення, зокрема майбутні
activate-token-note = Вона отримує токен кожного такого підключення й користується ним, більше не питаючи вас.
activate-all-warning = Це все, куди ввійшов ваш пристрій. Впускайте лише ті програми, яким ви все це довіряєте.
activate-address = Запит надійшов із
activate-here = Сам пристрій ({ $address })
activate-code = Програма показує цей код?
activate-warning = Якщо ні, якщо ви не починали цього самі або якщо код чи посилання вам хтось надіслав, відмовте.
activate-approve = Так, впустити
activate-refuse = Відмовити
activate-approved-title = Програма має доступ
activate-approved-lead = Вона сама помітить це за кілька секунд.
activate-approved-note = Доступ можна будь-коли відкликати на сторінці «Ваші підключення». Цю сторінку можна закрити.
activate-refused-title = Нічого не дозволено
activate-refused-lead = Програма дізнається про відмову.
activate-done-note = Цю сторінку можна закрити.

# For who has not shown yet that they are at the device.
activate-door-title = Ви поруч із пристроєм?
activate-door-lead = Програма просить доступ до ваших підключень. Впускає програми лише той, хто поруч із пристроєм, тому спершу покажіть, що ви там.
activate-door-show = Показати QR-код на пристрої
activate-door-scan = Потім відскануйте його цим телефоном.
activate-door-shown = Пристрій показує на екрані QR-код. Відскануйте його цим телефоном: він дійсний п’ять хвилин і один раз.
activate-door-often = Пристрій уже показав кілька QR-кодів. Зачекайте хвилину й попросіть знову.
activate-door-or = або
activate-door-digits = Запустіть на пристрої «phal-oauth dashboard»: він покаже шість цифр.
activate-door-wrong = Ці цифри неправильні або вже не дійсні. Запустіть «phal-oauth dashboard» ще раз, щоб отримати нові.
activate-door-aloud = Цифри, які пристрій вимовляє вголос, не впускають програми: інші програми їх теж чують. Виберіть нижче інший спосіб.
activate-door-terminal = У терміналі пристрою програму впускає і ця команда:
activate-link-lead = Хтось попросив у пристрою це посилання, щоб впустити програму. Наступна сторінка скаже, яка це програма і чого вона хоче. Якщо це були не ви, закрийте цю сторінку.
activate-over-next = Поверніться на сторінку, де ви його попросили, і попросіть нове.

## Pages: requests that are refused

page-refused-label = Відхилено
page-many-title = Надто часто
page-many-lead = Пристрій поки що не приймає від вас нових запитів.
page-many-next = Трохи зачекайте й оновіть цю сторінку.
page-foreign-title = Це надійшло з іншої сторінки
page-foreign-lead = Чужа сторінка щось надіслала вашому пристрою, тому нічого не зроблено.
page-foreign-next = Якщо ви натиснули кнопку на сторінці свого пристрою, відкрийте її знову й повторіть.
page-stale-title = Ця сторінка застаріла
page-stale-lead = Її відкрито до перезапуску пристрою, або ваш браузер не зберігає файли cookie.
page-stale-next = Поверніться, оновіть сторінку й повторіть те, що робили.
page-form-title = Пристрій не може це прочитати
page-form-lead = Це надіслано у вигляді, якого пристрій не знає.
page-long-title = Забагато тексту
page-long-lead = Пристрій читає щонайбільше 48 кілобайтів за раз.
page-long-next = Поверніться й введіть менше.
page-slow-title = Це тривало надто довго
page-slow-lead = Пристрій чекав на решту того, що ви надсилали.
page-slow-next = Поверніться й спробуйте ще раз, ближче до свого Wi-Fi.
page-method-title = Тут так не можна
page-method-lead = Цю сторінку можна відкрити, але надіслати їй нічого не можна.

## Pages: the front page, where a code that the device says is typed

front-lead = Пристрій має для вас код із шести цифр. Введіть його тут, щоб продовжити.
front-say = Нехай пристрій назве код
front-said = Пристрій зараз називає код. Послухайте і введіть його тут.
front-not-said = Жоден вхід не чекає. Спершу попросіть пристрій увійти до сервісу.
front-said-often = Пристрій уже кілька разів назвав код. Зачекайте хвилину й попросіть знову.
front-digits = Шість цифр
front-hint = Вони дійсні п’ять хвилин.
front-enter = Продовжити
front-else = Немає коду? Попросіть пристрій увійти до сервісу, і він скаже, що робити.
front-no-digits = Введіть усі шість цифр і нічого більше.
front-wrong = Ці цифри неправильні або вже не дійсні. Попросіть пристрій повторити їх.
front-too-many = { $count ->
    [one] Забагато неправильних кодів. Зачекайте { $count } хвилину й попросіть у пристрою новий.
    [few] Забагато неправильних кодів. Зачекайте { $count } хвилини й попросіть у пристрою новий.
    [many] Забагато неправильних кодів. Зачекайте { $count } хвилин і попросіть у пристрою новий.
   *[other] Забагато неправильних кодів. Зачекайте { $count } хвилини й попросіть у пристрою новий.
}

## Pages: the dashboard

dashboard-title = Ваші підключення
dashboard-link-lead = Тут видно, до яких сервісів підключено пристрій; можна підключити інші й припинити підключення.
dashboard-link-open = Показати мої підключення
dashboard-link-note = Це посилання працює один раз. Потім цей браузер зберігає доступ щонайбільше годину.
dashboard-closed-label = Закрито
dashboard-closed-title = Відкрийте знову
dashboard-closed-lead = Для вашої безпеки список підключень закривається, коли ним ніхто не користується.
dashboard-next = Попросіть пристрій показати підключення або запустіть на ньому «phal-oauth dashboard».
dashboard-over-title = Це посилання більше не дійсне
dashboard-over-lead = Його вже використано, або йому понад п’ять хвилин.
dashboard-empty = Жодна навичка ще не запитувала сервіс.
dashboard-connected = Підключено
dashboard-not-connected = Не підключено
dashboard-needs-credentials = Треба налаштувати
dashboard-needs-login = Увійдіть знову
dashboard-misconfigured = Налаштовано неправильно
dashboard-pending = Вхід чекає, доки ви його завершите.
dashboard-needs-login-note = Сервіс припинив це підключення. Підключіть його знову, щоб продовжити.
dashboard-misconfigured-note = Сервіс відхиляє ідентифікатор клієнта, секрет або адресу цього застосунку. Підключіть його знову: те, що ви вводили самі, там можна ввести заново.
dashboard-ends-never = Залишається підключеним.
dashboard-ended = Оновиться під час наступного використання.
dashboard-ends-minutes = { $count ->
    [one] Дійсне ще { $count } хвилину, потім оновиться.
    [few] Дійсне ще { $count } хвилини, потім оновиться.
    [many] Дійсне ще { $count } хвилин, потім оновиться.
   *[other] Дійсне ще { $count } хвилини, потім оновиться.
}
dashboard-ends-hours = { $count ->
    [one] Дійсне ще { $count } годину, потім оновиться.
    [few] Дійсне ще { $count } години, потім оновиться.
    [many] Дійсне ще { $count } годин, потім оновиться.
   *[other] Дійсне ще { $count } години, потім оновиться.
}
dashboard-ends-days = { $count ->
    [one] Дійсне ще { $count } день, потім оновиться.
    [few] Дійсне ще { $count } дні, потім оновиться.
    [many] Дійсне ще { $count } днів, потім оновиться.
   *[other] Дійсне ще { $count } дня, потім оновиться.
}
dashboard-lasts-minutes = { $count ->
    [one] Дійсне ще { $count } хвилину.
    [few] Дійсне ще { $count } хвилини.
    [many] Дійсне ще { $count } хвилин.
   *[other] Дійсне ще { $count } хвилини.
}
dashboard-lasts-hours = { $count ->
    [one] Дійсне ще { $count } годину.
    [few] Дійсне ще { $count } години.
    [many] Дійсне ще { $count } годин.
   *[other] Дійсне ще { $count } години.
}
dashboard-lasts-days = { $count ->
    [one] Дійсне ще { $count } день.
    [few] Дійсне ще { $count } дні.
    [many] Дійсне ще { $count } днів.
   *[other] Дійсне ще { $count } дня.
}
dashboard-connect = Підключити
dashboard-connect-again = Підключити знову
dashboard-more = Відключити або видалити
dashboard-disconnect = Відключити
dashboard-disconnect-note = Сервісу повідомлять, що підключення припинено. Навичку можна підключити знову будь-коли.
dashboard-forget = Видалити
dashboard-forget-note = Припиняє підключення й забуває про нього все. Навичка, яку ще встановлено, поверне його, але без вашого входу.
dashboard-add = Підключити інший сервіс
dashboard-leave = Закрити

## Pages: the dashboard's programs

programs-title = Програми з доступом
programs-lead = Ви впустили їх за кодом. Вони самі отримують те, що їм дозволено.
programs-from = Запит із { $address }
programs-from-here = Запит із самого пристрою
programs-since = { $count ->
    [0] Доступ надано за останні 24 години.
    [one] Доступ надано { $count } день тому.
    [few] Доступ надано { $count } дні тому.
    [many] Доступ надано { $count } днів тому.
   *[other] Доступ надано { $count } дня тому.
}
programs-used = { $count ->
    [0] Використано за останні 24 години.
    [one] Використано { $count } день тому.
    [few] Використано { $count } дні тому.
    [many] Використано { $count } днів тому.
   *[other] Використано { $count } дня тому.
}
programs-unused = Ще не використано.
programs-withdraw = Відкликати доступ
programs-withdraw-note = Програма, у якої ви відкликали доступ, не отримає нових токенів. Уже отриманий токен діє до кінця свого строку: щоб припинити і його, натисніть «Відключити» біля цього сервісу вище.

## Pages: services that no skill has asked for

services-title = Підключити сервіс
services-lead = Виберіть сервіс. Наступна сторінка скаже, що робити.
services-back = Назад до моїх підключень
services-closed = Звідси не можна
services-relay = Ці сервіси надсилають відповіді лише на адреси https. Допоможе ваша власна сторінка-посередник: «phal-oauth relay» на пристрої підкаже, як.
services-way-device = За допомогою коду
services-way-direct = На сторінці входу
services-way-relay = Через сторінку-посередника
services-way-loopback = З адресою, яку копіюють назад
services-way-paste = З кодом, який копіюють назад
services-way-token = З ключем зі сторінки сервісу

## Pages: on to the service after a form

onward-title = До сервісу
onward-lead = Його сторінка входу відкриється сама. Якщо ні, натисніть кнопку.
onward-go = Продовжити

## Speech: every text is heard, so it is short and holds no sign that a voice stumbles over

# $address and $code are spelled, as in "1 9 2 dot 1 6 8 dot 1 dot 7, colon 3 6 5 3 6".
speech-login = Щоб підключити { $service }, відкрийте на телефоні цю адресу: { $address }. Код я назву, коли ви попросите про це там.
speech-dashboard = Щоб побачити підключення, відкрийте на телефоні цю адресу: { $address }. Код я назву, коли ви попросите про це там.
speech-connected = Сервіс { $service } підключено.
speech-denied = Сервіс { $service } не підключено, бо в доступі відмовлено.
speech-expired = Сервіс { $service } не підключено, бо ніхто не завершив вхід вчасно.
speech-failed = Сервіс { $service } не підключено, бо увійти не вдалося.
speech-code = Код: { $code }.
speech-code-at = Відкрийте { $address } і введіть цей код: { $code }.
speech-dot = крапка
speech-colon = двокрапка
speech-slash = коса риска
speech-dash = дефіс

# A notification on the device's screen, two short lines at most.
speech-notice = { $service } чекає на ваш вхід: відскануйте код або відкрийте { $address } на телефоні.

## Pages: the steps of a login

go-title = Підключити { $service }
go-skill = Для
go-device = На
go-scopes = Запитується
go-nobody = Будь-яка програма на пристрої
go-reason-relay = { $service } не надсилає відповіді на адреси домашньої мережі, тому відповідь надходить через сторінку-посередника.
go-reason-loopback = { $service } не надсилає відповіді на адреси домашньої мережі, тому ви переносите відповідь сюди самі.
go-reason-paste = { $service } не надсилає відповіді на адреси домашньої мережі, тому ви побачите код, який перенесете сюди.
go-reason-no-relay = Зі сторінкою-посередником було б простіше: «phal-oauth relay» на пристрої підкаже, як.
go-others = Інше
go-other-client = Ввести ідентифікатор клієнта заново
go-other-address = Ввести адресу вашого сервера заново
go-return-lead = Ви тут уже були. Якщо { $service } відхилив те, що ви ввели, введіть це заново нижче.
go-return-refused = { $service } уже відхилив цей застосунок. Спробуйте ще раз або виберіть нижче щось інше.
go-send = Продовжити
go-open = Відкрити { $service }
go-wrong = Пристрій не може це використати. Перевірте й спробуйте ще раз.
go-failed-again = Спробувати ще раз
go-failed-silent-title = { $service } не відповідає
go-failed-silent-address = За адресою { $address } ніхто не відповідає. Перевірте, чи правильна адреса і чи увімкнено ваш сервер.
go-failed-silent-lead = Пристрій зараз не може зв’язатися із сервісом. Перевірте його підключення до інтернету або спробуйте ще раз трохи згодом.
go-failed-strange-address = Те, що відповідає за адресою { $address }, не схоже на { $service }. Перевірте адресу.
go-failed-device-title = { $service } не дає коду
go-failed-device-lead = { $service } не дозволяє цьому застосунку входити за кодом. Виберіть нижче щось інше.

go-instance-lead = { $service } — це ваш власний сервер. Де він?
go-instance-address = Адреса вашого сервера
go-instance-insecure = Це небезпечно: поза домашньою мережею адреса має починатися з https://
go-instance-wrong = Це не адреса. Вона виглядає як https://cloud.example або http://homeassistant.local:8123
go-instance-empty = Введіть адресу.

go-credentials-lead = { $service } хоче знати програму, яка входить. Зареєструйте її один раз на сторінці для розробників, а потім введіть тут те, що ця сторінка покаже.
go-credentials-register = Зареєструвати
go-credentials-console = Відкрити сторінку для розробників
go-credentials-redirect = Адреса перенаправлення, яку треба вказати там точно так
go-credentials-qr = Показати її як QR-код, для іншого пристрою
go-credentials-qr-label = QR-код адреси перенаправлення
go-credentials-port = Якщо на пристрої є брандмауер, відкрийте порт { $port }.
go-credentials-type = Введіть те, що вона покаже
go-credentials-id = Ідентифікатор клієнта
go-credentials-secret = Секрет клієнта
go-credentials-secret-optional = Секрет клієнта, якщо він є
go-credentials-id-missing = Введіть ідентифікатор клієнта.
go-credentials-secret-missing = Введіть і секрет клієнта.
go-credentials-refused = { $service } відхилив введений тут ідентифікатор клієнта або секрет. Порівняйте їх зі сторінкою для розробників і введіть заново.
go-credentials-refused-else = Якщо вони правильні, спробуйте нижче щось інше.

go-device-lead = Відкрийте { $service } і порівняйте або введіть цей код. Ця сторінка продовжить сама.
go-device-lead-link = Відкрийте { $service } і дайте там згоду. Ця сторінка продовжить сама.
go-device-code = Ваш код
go-device-elsewhere = На іншому пристрої відкрийте
go-device-waiting = Чекаємо на вашу згоду
go-device-expired-title = Термін дії коду минув
go-device-expired-lead = Ніхто не підтвердив його вчасно.
go-device-refused-title = У доступі відмовлено
go-device-refused-lead = Ви не дозволили пристрою користуватися { $service }. Нічого не підключено.
go-device-again = Отримати новий код

go-loopback-lead = Три кроки, і посередині це схоже на помилку: так і має бути.
go-loopback-one = Увійдіть і дайте згоду
go-loopback-one-note = Відкриється нова вкладка. Цю залиште відкритою.
go-loopback-two = Сторінка, яка не завантажується
go-loopback-two-note = Потім телефон покаже сторінку, яка недоступна. Пристрою потрібна її адреса. Торкніться адресного рядка й скопіюйте її повністю.
go-loopback-picture = Телефон зі сторінкою, яка недоступна. Адресний рядок угорі починається з 127.0.0.1 і виділений.
go-loopback-three = Вставте адресу тут
go-loopback-field = Адреса сторінки, яка не завантажилася

go-paste-lead = Два кроки: дайте там згоду, потім перенесіть код сюди.
go-paste-one = Увійдіть і дайте згоду
go-paste-one-note = Відкриється нова вкладка й наприкінці покаже код. Скопіюйте його.
go-paste-two = Вставте код тут
go-paste-field = Код

go-wrong-nothing = Нічого не вставлено. Скопіюйте всю адресу з адресного рядка.
go-wrong-long = Це задовге. Скопіюйте лише адресу з адресного рядка.
go-wrong-no-answer = У цій адресі ще немає відповіді. Спершу дайте згоду, потім скопіюйте адресу сторінки, яка не завантажується.
go-wrong-no-code = Це не адреса й не код. Скопіюйте всю адресу ще раз.
go-wrong-no-state = Сам код не каже, до якого входу він належить. Вставте всю адресу.
go-wrong-no-token = Це не ключ. Скопіюйте його ще раз, без пробілів навколо.
go-wrong-old = Це відповідь на вже завершений вхід. Почніть заново з першого кроку.

go-token-lead = { $service } дає вам ключ для пристрою. Створіть його на сторінці сервісу й вставте тут.
go-token-make = Створити ключ
go-token-console = Відкрити сторінку сервісу
go-token-type = Вставте ключ тут
go-token-field = Ключ

go-confirm-lead = Ви входите до { $service }. Потім сторінка запитає, чи хочете ви перейти до свого пристрою.
go-confirm-phrase = На ній мають бути ці два слова
go-confirm-stuck = Та сторінка не може відкрити ваш пристрій?
go-confirm-paste = Вставте сюди те, що вона показує
go-confirm-note = Якщо там інші слова або ви цього не починали, закрийте її.

go-no-way-title = Звідси увійти не можна
go-no-way-lead = За нинішніх налаштувань пристрій не може звернутися до цього сервісу.
go-no-way-next = «phal-oauth providers» на пристрої скаже, що потрібно кожному сервісу.
go-relay-blocked-title = Сторінка-посередник не веде до вашого пристрою
go-relay-blocked-lead = Вона передає відповіді лише пристроям домашньої мережі, а ваш відомий під іншою адресою.
go-relay-blocked-next = Вкажіть в advertise_host на пристрої його адресу в домашній мережі.
go-needs-relay-title = Цьому сервісу потрібна сторінка-посередник
go-needs-relay-lead = Він надсилає відповіді лише на адреси https, а пристрій такої не має. Їх передасть ваша власна сторінка-посередник.
go-needs-relay-next = Запустіть «phal-oauth relay» на пристрої: він запише сторінку й скаже, де її розмістити.

## Pages: what a service lets a program do

scope-identity = Бачити, хто ви
scope-profile = Бачити ваше ім’я та фото
scope-email = Бачити вашу адресу електронної пошти
scope-lasting = Залишатися підключеним, доки вас немає
scope-playback-read = Бачити, що грає
scope-playback-control = Керувати відтворенням
scope-streaming = Відтворювати музику на цьому пристрої
scope-playlists-read = Бачити ваші плейлисти
scope-playlists-write = Змінювати ваші плейлисти
scope-library-read = Бачити вашу музичну бібліотеку
scope-library-write = Змінювати вашу музичну бібліотеку
scope-history-read = Бачити, що ви слухали
scope-follow-read = Бачити, за ким ви стежите
scope-calendar-read = Бачити ваш календар
scope-calendar-write = Бачити й змінювати ваш календар
scope-mail-read = Читати вашу пошту
scope-mail-send = Надсилати пошту від вашого імені
scope-files-read = Бачити ваші файли
scope-files-write = Бачити й змінювати ваші файли
scope-contacts-read = Бачити ваші контакти
scope-tasks-read = Бачити ваші завдання
scope-tasks-write = Бачити й змінювати ваші завдання
scope-video-read = Бачити ваш обліковий запис YouTube
scope-video-write = Керувати вашим обліковим записом YouTube
scope-home = Керувати пристроями у вас удома
scope-repositories = Бачити й змінювати ваші репозиторії

## Command line

cli-or-open = або відкрийте { $url }
cli-or-type = або відкрийте { $url } і введіть { $digits }
cli-connect-scan = Відскануйте це телефоном, щоб підключити { $app }:
cli-connect-waiting = Чекаємо на вашу згоду…
cli-connect-no-link = Демон не дав посилання.
cli-connected = { $app }: підключено.
cli-not-connected = { $app }: не підключено.
cli-disconnected = { $app }: відключено.
cli-cancelled = { $app }: жоден вхід більше не чекає.
cli-forgotten = { $app }: забуто.
cli-remote-done = Сервісу повідомлено.
cli-remote-queued = Сервісу поки не вдалося повідомити: він дізнається, щойно стане доступним.
cli-remote-refused = Сервіс відмовляється припинити доступ: зробіть це на його власній сторінці підключених застосунків.
cli-paste-prompt = Вставте адресу або код і натисніть Enter:
cli-dashboard-scan = Відскануйте це телефоном, щоб побачити свої підключення:
cli-dashboard-once = Посилання й цифри працюють один раз, п’ять хвилин.
cli-status-none = Жодного застосунку ще не зареєстровано: навички реєструють свої під час запуску.
# Heads of the columns of a table.
cli-status-app = ЗАСТОСУНОК
cli-status-state = СТАН
cli-status-valid = ТЕРМІН
cli-state-connected = підключено
cli-state-not-authenticated = вхід не виконано
cli-state-needs-login = потрібен новий вхід
cli-state-needs-credentials = потрібні дані клієнта
cli-state-misconfigured = налаштовано неправильно
cli-valid-waiting = вхід чекає
cli-valid-no-end = термін не вказано
cli-valid-ended = минув, буде оновлено
cli-valid-minutes = { $count ->
    [one] ще { $count } хвилина
    [few] ще { $count } хвилини
    [many] ще { $count } хвилин
   *[other] ще { $count } хвилини
}
cli-valid-hours = { $count ->
    [one] ще { $count } година
    [few] ще { $count } години
    [many] ще { $count } годин
   *[other] ще { $count } години
}
cli-valid-days = { $count ->
    [one] ще { $count } день
    [few] ще { $count } дні
    [many] ще { $count } днів
   *[other] ще { $count } дня
}

## Command line: the demo

demo-folder = Від цього показу нічого не залишиться: його теку наприкінці видаляють.
demo-practice = Навчальний сервер працює за адресою { $url }
demo-bus = Шина повідомлень працює за адресою { $url }, на ній phal-oauth
demo-skill = Навчальна навичка приєдналася до шини й зареєструвала свій застосунок
demo-image = Навичка запросила QR-код; оболонка показала б { $path }
demo-scan = Ось код для цього термінала. Відскануйте його телефоном і натисніть «{ $button }»:
demo-approved = Дозволено без участі людини, як просить { $option }
demo-waiting = Чекаємо на вас, не довше десяти хвилин…
demo-token = Навичка має свій токен
demo-used = Навичка скористалася ним, і сервер каже: { $greeting }
demo-done = Готово: більше від людини нічого не потрібно.
demo-stopped = Зупинено.
