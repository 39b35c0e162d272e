# Polski. Zwracamy się w drugiej osobie, wielką literą („Twój”), bez form z rodzajem („zrezygnowałeś”) i bez namawiania.
# Słowa: „wypisać się”, „wyłączyć”, „włączyć”, „przerwa”.
#
# Nazwy nadawców stoją w mianowniku, bo nie wiadomo, jak się odmieniają.

## Język

language-name = Polski
digits = 0123456789
date = { DIGITS($day) } { $month ->
        [1] stycznia
        [2] lutego
        [3] marca
        [4] kwietnia
        [5] maja
        [6] czerwca
        [7] lipca
        [8] sierpnia
        [9] września
        [10] października
        [11] listopada
       *[12] grudnia
    } { DIGITS($year) }
list-more = { $first }, { $second }
list-last = { $first } i { $second }

## Na każdej stronie

skip = Przejdź do treści
test-link = To jest link testowy. Cokolwiek tu zrobisz, u nikogo nic się nie zmieni.
gpc-honoured = Sprzeciw uwzględniony: Twoja przeglądarka wysyła sygnał Global Privacy Control, a my go przestrzegamy.
footer-support = Masz pytania? Napisz na adres
footer-policy = Polityka prywatności, ostatnia zmiana: { $date }
footer-language = Język:
footer-languages = Języki
fact-from = Od
fact-formerly = (dawniej { $names })
fact-to = Do
fact-for = Adres
on-its-way = Wiadomość, która jest już w drodze, może jeszcze dotrzeć.
goes-on = Nadal będzie przychodzić to, co nie jest reklamą: { $topics }.
stop-all = Wyłącz wszystkie reklamy od { $sender }
stop-button = Wyłącz
stop-named = Wyłącz: { $name }
turn-on-button = Włącz
turn-on-named = Włącz: { $name }
allow-button = Zezwól
allow-named = Zezwól: { $name }
undo-button = Cofnij
to-preferences = Zobacz wszystkie ustawienia
to-preferences-or-pause = Zrób przerwę lub wybierz tematy

## Wypisanie się

unsubscribe-title = Wypisz się
unsubscribe-heading = Wypisać się z listy „{ $topic }”?
unsubscribe-button = Wypisz się
unsubscribe-stopped-title = Subskrypcja jest anulowana
unsubscribe-stopped-topic = { $sender } nie wysyła Ci już wiadomości „{ $topic }”.
unsubscribe-stopped-all = { $sender } nie wysyła Ci już reklam.

## Gotowe

done-stopped-heading = Gotowe
done-stopped = { $sender } nie będzie już wysyłać Ci wiadomości „{ $topic }”.
done-stopped-all-heading = Gotowe: wszystko wyłączone
done-stopped-all = { $sender } nie będzie już wysyłać Ci reklam.
done-paused-heading = Przerwa włączona
done-paused = { $sender } nie będzie wysyłać Ci reklam do { $date }.
done-undone-heading = Cofnięto
done-undone = Rezygnacja została cofnięta. Pozostałe ustawienia się nie zmieniły.
done-undo-too-late-heading = Do tego potrzebna jest wiadomość
done-undo-too-late = Tutaj nie można już tego cofnąć od razu. Aby nikt inny nie zrobił tego za Ciebie, wyślemy link na adres { $address }.
done-confirm-button = Wyślij mi link
done-confirm-mail-sent-heading = Sprawdź swoją skrzynkę
done-confirm-mail-sent = Link jest w drodze na adres { $address }. Dopóki go nie otworzysz, nic się nie zmieni.
done-reason-thanked-heading = Dziękujemy
done-reason-thanked = Odpowiedź została zapisana. { $sender } nie napisze do Ciebie z tego powodu.
reason-heading = Czy chcesz nam powiedzieć dlaczego?
reason-free = Nie musisz odpowiadać. Twój wybór obowiązuje w każdym przypadku.
reason-too-many = Za dużo wiadomości
reason-not-relevant = Nie interesuje mnie to
reason-never-asked = Nie było mojej zgody
reason-no-longer-needed = Już tego nie potrzebuję
reason-other = Inny powód

## Ustawienia

preferences-title = Twoje ustawienia
preferences-heading = Wiadomości od { $sender } do Ciebie
preferences-topics = Tematy
preferences-all-stopped = Wszystkie reklamy od { $sender } są wyłączone.
preferences-paused = Reklamy są wstrzymane do { $date }.
state-receiving = Włączone
state-stopped = Wyłączone
state-paused = Wstrzymane
state-not-subscribed = Bez subskrypcji
turn-on-all = Włącz reklamy od { $sender }
stop-everywhere = Wyłącz też reklamy od { $senders }
everywhere-stopped = Reklamy od { $senders } też są wyłączone.
pause-heading = Zrób przerwę
pause-hint = Przez pewien czas bez reklam. Potem same wrócą.
pause-days = { $days ->
        [one] { DIGITS($days) } dzień
        [few] { DIGITS($days) } dni
        [many] { DIGITS($days) } dni
       *[other] { DIGITS($days) } dnia
    }
resume-button = Zakończ przerwę teraz
data-heading = Twoje dane
sharing-name = Przekazywanie danych innym
sharing-hint = Czy { $sender } może przekazywać Twoje dane osobowe innym firmom do ich własnych celów.
tracking-name = Śledzenie
tracking-hint = Czy { $sender } może śledzić Twoją aktywność w internecie.
again-heading = Włącz coś ponownie
again-hint = Potrzebny jest do tego link, który wyślemy na adres { $address }, aby nikt inny nie zrobił tego za Ciebie.
again-button = Wyślij mi link
stays-heading = Co będzie nadal przychodzić
stays-hint = To nie są reklamy: te wiadomości dotyczą Twoich spraw u nadawcy.
status-stopped = Gotowe. Wiadomości „{ $topic }” są wyłączone.
status-stopped-all = Gotowe. Wszystkie reklamy są wyłączone.
status-stopped-everywhere = Gotowe. Reklamy od wszystkich tych nadawców są wyłączone.
status-paused = Gotowe. Reklamy są wstrzymane do { $date }.
status-resumed = Gotowe. Przerwa się skończyła.
status-turned-on = Gotowe. Wiadomości „{ $topic }” są włączone.
status-turned-on-all = Gotowe. Reklamy są włączone.
status-sharing-stopped = Gotowe. Twoje dane nie są już przekazywane innym.
status-sharing-allowed = Gotowe. Twoje dane mogą znów być przekazywane innym.
status-tracking-stopped = Gotowe. Śledzenie jest wyłączone.
status-tracking-allowed = Gotowe. Śledzenie jest znów dozwolone.
status-link-sent = Link jest w drodze na adres { $address }.
status-undone = Cofnięto. Pozostałe ustawienia się nie zmieniły.
status-undo-too-late = Tutaj nie można już tego cofnąć od razu. Poniżej możesz poprosić o przesłanie linku.
status-needs-link = Nic się nie zmieniło. Aby coś włączyć, poproś poniżej o przesłanie linku.
status-unchanged = Tak już było. Nic się nie zmieniło.

## Zgubiona wiadomość

lost-heading = Nie masz już wiadomości?
lost-error-title = Błąd: sprawdź swój adres
lost-lead = Wystarczy nam Twój adres e-mail.
lost-sender-label = Od jakiego nadawcy?
lost-address-label = Twój adres e-mail
lost-malformed = To nie jest pełny adres e-mail. Powinien wyglądać tak: nazwa@example.org.
lost-stop-button = Wyłącz wszystkie reklamy
lost-link-button = Wyślij mi link do wszystkich ustawień
lost-hint = Użyjemy adresu tylko w tym celu. Faktury, powiadomienia o bezpieczeństwie i podobne wiadomości nie zostaną wyłączone.
lost-stopped-heading = Reklamy są wyłączone
lost-stopped = { $sender } nie będzie już wysyłać reklam na ten adres.
lost-notice = Wyślemy na ten adres jedno powiadomienie, które pozwala to cofnąć.
lost-link-sent-heading = Sprawdź skrzynkę
lost-link-sent = Jeśli ten adres może odbierać wiadomości, link jest już w drodze.
lost-limited-heading = Za dużo prób
lost-limited = Tym razem nic nie zrobiono. Odczekaj kilka minut i spróbuj ponownie.
lost-another = Podaj inny adres

## Potwierdzenie

confirm-ask-turn-on = Włączyć wiadomości „{ $topic }”?
confirm-ask-turn-on-all = Włączyć reklamy od { $sender }?
confirm-ask-open-preferences = Otworzyć wszystkie ustawienia?
confirm-ask-undo = Cofnąć rezygnację?
confirm-lead-turn-on = { $sender } będzie wtedy wysyłać Ci te wiadomości. W każdej chwili możesz je ponownie wyłączyć.
confirm-lead-turn-on-all = { $sender } będzie wtedy znów do Ciebie pisać. W każdej chwili możesz to ponownie wyłączyć.
confirm-lead-open-preferences = Wtedy możesz włączać i wyłączać wiadomości od { $sender } według tematów.
confirm-lead-undo = Wszystko będzie wtedy jak przedtem, a { $sender } znów będzie mieć prawo do Ciebie pisać.
confirm-button-turn-on = Włącz
confirm-button-turn-on-all = Włącz
confirm-button-open-preferences = Otwórz
confirm-button-undo = Cofnij rezygnację
confirm-ignore = Jeśli to nie była Twoja prośba, zamknij tę stronę. Wtedy nic się nie stanie.
confirm-done-turn-on = Wiadomości „{ $topic }” są włączone
confirm-done-turn-on-all = Reklamy od { $sender } są włączone
confirm-done-open-preferences = Twoje ustawienia są otwarte
confirm-done-undo = Rezygnacja została cofnięta
confirm-done = Możesz to zmienić w każdej chwili.
confirm-ask-request-access = Poprosić o kopię Twoich danych?
confirm-ask-request-correction = Poprosić o sprostowanie Twoich danych?
confirm-ask-request-deletion = Poprosić o usunięcie Twoich danych?
confirm-lead-request = { $sender } zajmie się wtedy tą sprawą i Ci odpowie.
confirm-button-request = Potwierdź
confirm-done-request = Twoja prośba jest potwierdzona
confirm-done-next-request = Zajmie się tym ktoś z { $sender } i Ci odpowie.
confirm-used-heading = Ten link został już użyty
confirm-used = Każdy z tych linków działa tylko raz. To, do czego służył, zostało zrobione wtedy; teraz nic się nie zmieniło.
confirm-expired-heading = Ten link jest za stary
confirm-expired = Te linki działają przez 7 dni. Nic się nie zmieniło.
confirm-resend-button = Wyślij mi nowy link
confirm-new-link = Poproś o nowy link

## Kopia własnych danych

copy-title = Kopia Twoich danych
copy-lead = Oto co { $sender } przechowuje na temat { $address }, stan na { $date }.
copy-keep = Zachowaj ją teraz: link otwiera ją przez godzinę.
copy-take-page = Zabierz jako stronę
copy-take-json = Zabierz jako plik dla programów (JSON)
copy-redacted = To, co dotyczy innych osób, usunięto, a w tym miejscu jest [redacted].
copy-own = Twoje wybory i prośby
copy-own-purpose = Przechowujemy to, aby Twoje wybory obowiązywały, aby móc Ci odpowiedzieć i aby jedno i drugie dało się udowodnić. Pochodzi to z Twoich linków, stron i wiadomości oraz z programów nadawcy. Po usunięciu danych zostaje tylko zaszyfrowany ślad adresu, który nie pozwala do Ciebie pisać.
copy-history = Co i jak się zmieniło
copy-more = Każda lista pokazuje tu tylko najnowsze wiersze. Plik JSON zawiera wszystkie.
copy-cases = O co proszono
copy-mails = Twoje przechowywane wiadomości
copy-imports = Przejęte listy z Twoim adresem
copy-none = Nic nie zapisano.
copy-nothing = Nic tam o Tobie nie jest przechowywane.
copy-data = Jakie dane
copy-purpose = Po co
copy-retention = Jak długo
copy-source = Skąd
copy-unstated = Nie podano.
copy-receivers = Kto otrzymuje dane
copy-receivers-none = Danych nie przekazuje się nikomu.
copy-rights = Twoje prawa
copy-rights-list = Możesz żądać poprawienia lub usunięcia danych, ograniczenia ich użycia, otrzymać je w formie dla programów, sprzeciwić się ich użyciu i w każdej chwili wycofać zgodę.
copy-complain = Coś jest nie tak? Napisz najpierw do { $sender }. Możesz też złożyć skargę do organu ochrony danych, tam, gdzie mieszkasz lub pracujesz, i iść do sądu.
copy-on = Włączone
copy-all = Wszystkie wiadomości reklamowe od { $sender }
copy-everywhere = Wiadomości reklamowe od wszystkich nadawców z grupy
copy-kind-access = Kopia danych
copy-kind-correction = Poprawienie danych
copy-kind-deletion = Usunięcie danych
copy-kind-sharing_opt_out = Bez przekazywania danych
copy-kind-complaint = Skarga
copy-kind-redirect = Przeznaczone dla kogoś innego
copy-kind-question = Pytanie
copy-kind-unclear = Jeszcze niezrozumiane
copy-door-heading = Otworzyć kopię Twoich danych?
copy-door = Pokazuje ona, co { $sender } przechowuje na temat { $address }. Otwórz ją tam, gdzie nikt nie zagląda Ci przez ramię.
copy-door-button = Otwórz kopię
copy-door-once = Od tej chwili link otwiera ją przez godzinę.
copy-used = Kopię już otwarto. Po godzinie link przestaje ją otwierać.
copy-again = Aby dostać nowy link, napisz do { $sender } i podaj numer sprawy.
copy-gone-heading = Kopii już tu nie ma
mail-copy-subject = Kopia Twoich danych od { $sender }
mail-copy = Kopia danych, które { $sender } przechowuje na temat { $address }, jest gotowa.
mail-copy-link = Otwórz ją na tej stronie:
mail-copy-once = Otwiera on kopię raz, przez godzinę. Nie przekazuj go nikomu: kto go ma, może otworzyć kopię.

## Błędy

error-unknown-link-heading = Ten link nie działa
error-unknown-link = Może brakować jego części. Spróbuj jeszcze raz otworzyć link z wiadomości albo wypisz się, podając swój adres.
error-not-found-heading = Tu nic nie ma
error-not-found = Być może w adresie strony jest literówka.
error-malformed-heading = Nie udało się tego odczytać
error-malformed = Formularz dotarł uszkodzony. Nic się nie zmieniło. Wróć do poprzedniej strony i spróbuj ponownie.
error-method-not-allowed-heading = To tutaj nie działa
error-method-not-allowed = Stronę wywołano w sposób, którego nie zna. Nic się nie zmieniło.
error-too-large-heading = To było za dużo
error-too-large = Wysłano więcej, niż ta strona może przyjąć. Nic się nie zmieniło.
error-too-many-heading = Za dużo żądań
error-too-many = Nic się nie zmieniło. Odczekaj chwilę i spróbuj ponownie.
error-unavailable-heading = Prośba nie została zapisana
error-unavailable = Nic się nie zmieniło. To nasz błąd, nie Twój. Spróbuj ponownie.
error-internal-heading = Coś poszło nie tak
error-internal = To nasz błąd, nie Twój. Jeśli chodziło o wyłączenie wiadomości, spróbuj ponownie.
error-retry = { $seconds ->
        [one] Powinno się udać za około { DIGITS($seconds) } sekundę.
        [few] Powinno się udać za około { DIGITS($seconds) } sekundy.
        [many] Powinno się udać za około { DIGITS($seconds) } sekund.
       *[other] Powinno się udać za około { DIGITS($seconds) } sekundy.
    }
error-retry-button = Spróbuj ponownie
error-way-out = Wypisz się, podając swój adres

## Śledzenie

tracking-title = Śledzenie w internecie
tracking-heading = Wyłączyć śledzenie w internecie?
tracking-open = { $sender } może śledzić Twoją aktywność na swoich stronach. Tutaj możesz to wyłączyć.
tracking-button = Wyłącz śledzenie
tracking-stopped-heading = Śledzenie jest wyłączone
tracking-stopped = { $sender } nie śledzi Twojej aktywności na swoich stronach.
tracking-allowed-heading = Śledzenie jest dozwolone
tracking-cookie = Ten wybór jest zapisany w pliku cookie tej przeglądarki. Jeśli go usuniesz, wróć tutaj.

## Wiadomości

mail-expires = Link działa do { $date }.
mail-confirm-subject = Włączyć wiadomości „{ $topic }”?
mail-confirm-subject-all = Włączyć reklamy od { $sender }?
mail-confirm = Ktoś, najprawdopodobniej Ty, prosi o włączenie wiadomości „{ $topic }” od { $sender } na adres { $address }. Stanie się tak, gdy to potwierdzisz.
mail-confirm-all = Ktoś, najprawdopodobniej Ty, prosi o ponowne włączenie reklam od { $sender } na adres { $address }. Stanie się tak, gdy to potwierdzisz.
mail-confirm-link = Aby potwierdzić, otwórz tę stronę:
mail-confirm-ignore = Jeśli to nie Twoja prośba, nic nie rób. Wtedy nic się nie stanie.
mail-link-subject = Twoje ustawienia wiadomości od { $sender }
mail-link = Oto link do Twoich ustawień wiadomości od { $sender } na adres { $address }. Ktoś, najprawdopodobniej Ty, poprosił o niego na naszej stronie.
mail-link-ignore = Jeśli to nie Twoja prośba, nic nie rób. Nic się nie zmieniło. Prosimy nie przekazywać linku nikomu.
mail-stopped-subject = Reklamy od { $sender } są wyłączone
mail-stopped = Wyłączyliśmy reklamy od { $sender } na adres { $address }.
mail-stopped-restore = To nie Twoja prośba? Tutaj możesz to cofnąć:
mail-stopped-restore-link = Cofnij
mail-answer-subject = Twoja wiadomość do { $sender }
mail-answer-received = Twoja wiadomość do nas dotarła.
mail-answer-stopped-topics = Wyłączyliśmy te wiadomości od { $sender } na adres { $address }: { $topics }.
mail-answer-paused = Reklamy od { $sender } na adres { $address } są wstrzymane do { $date }.
mail-answer-sharing = Zapisaliśmy, że danych dotyczących { $address } nie należy przekazywać innym podmiotom.
mail-answer-asked-resubscribe = Rozumiemy, że chcesz znów otrzymywać reklamy.
mail-answer-asked-access = Rozumiemy, że chcesz otrzymać kopię przechowywanych danych o Tobie.
mail-answer-asked-correction = Rozumiemy, że coś w danych o Tobie trzeba sprostować.
mail-answer-asked-deletion = Rozumiemy, że dane o Tobie mają zostać usunięte.
mail-answer-asked-complaint = Rozumiemy, że coś poszło nie tak.
mail-answer-asked-redirect = Rozumiemy, że Twoja wiadomość jest przeznaczona dla jednego z naszych klientów.
mail-answer-asked-question = Rozumiemy, że masz pytanie.
mail-answer-confirm = W osobnej wiadomości prosimy o potwierdzenie, aby nikt inny nie zrobił tego za Ciebie.
mail-answer-person = Zajmie się tym nasz pracownik, a odpowiedź otrzymasz do { $date } (UTC).
mail-answer-wrong = Źle zrozumieliśmy? Napisz do nas jeszcze raz.
mail-answer-reference = Numer sprawy: { $reference }
mail-request-subject = Potwierdź prośbę do { $sender }
mail-request-access = Do { $sender } wpłynęła prośba, najprawdopodobniej od Ciebie, o kopię danych dotyczących { $address }. Zostanie ona przygotowana, gdy to potwierdzisz.
mail-request-correction = Do { $sender } wpłynęła prośba, najprawdopodobniej od Ciebie, o sprostowanie danych dotyczących { $address }. Stanie się tak, gdy to potwierdzisz.
mail-request-deletion = Do { $sender } wpłynęła prośba, najprawdopodobniej od Ciebie, o usunięcie danych dotyczących { $address }. Stanie się tak, gdy to potwierdzisz.
mail-agent-subject = Co się stało z przekazanymi wiadomościami
mail-agent-lead = Oto co się stało z przekazanymi wiadomościami:
mail-agent-acted = { $address }: wykonano zgodnie z prośbą.
mail-agent-partly = { $address }: wysyłka została zatrzymana; reszta czeka w kolejce na pracownika.
mail-agent-asked = { $address }: wysłano wiadomość z prośbą o potwierdzenie.
mail-agent-review = { $address }: decyzję musi podjąć pracownik; sprawa czeka w kolejce.
mail-agent-unknown = Nie jest jasne, kogo to dotyczy: decyzję musi podjąć pracownik; sprawa czeka w kolejce.
mail-agent-nothing = { $address }: nie było nic do zmiany.
