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

## Strona prośby

case-title = Twoja prośba
case-heading = Twoja prośba do { $sender }
case-kind-access = Kopia Twoich danych
case-kind-correction = Sprostowanie Twoich danych
case-kind-deletion = Usunięcie Twoich danych
case-kind-sharing-opt-out = Koniec przekazywania Twoich danych
case-kind-complaint = Skarga
case-kind-redirect = Wiadomość do innej firmy
case-kind-question = Pytanie
case-kind-unclear = Wiadomość, którą musi przeczytać człowiek
case-state-with-us = Ktoś się tym zajmuje
case-state-with-others = Czekamy na innych, którzy mają Twoje dane
case-state-with-you-to-confirm = Czeka na Twoje potwierdzenie
case-state-with-you = Czeka na Twoją odpowiedź
case-state-done = Załatwione
case-state-refused = Odmowa
case-state-withdrawn = Wycofana przez Ciebie
case-state-again = Prośba złożona po raz drugi
case-state-redirected = Przeznaczona dla innej firmy
case-state-closed = Zamknięta
case-state-unconfirmed = Niepotwierdzona
case-state-erased = Dane zostały usunięte
case-late = Odpowiedź powinna już nadejść. Przepraszamy. Jeśli wkrótce nic nie nadejdzie, napisz do { $sender }.
case-next-no-date = Zajmie się tym ktoś z { $sender } i Ci odpowie.
case-next-with-us = Zajmie się tym ktoś z { $sender }, a odpowiedź otrzymasz do { $date }.
case-next-with-others = { $sender } zawiadamia wszystkich, którzy mają Twoje dane, i czeka na nich. Odpowiedź otrzymasz do { $date }.
case-next-with-you-to-confirm = Wysłaliśmy Ci link. Otwórz go i potwierdź, aby nikt inny nie prosił o to za Ciebie. Do tego czasu nic nie zostanie pokazane, zmienione ani usunięte.
case-next-with-you = { $sender } ma do Ciebie pytanie, wysłane w wiadomości. Odpowiedz, a sprawa ruszy dalej.
case-next-done-access = Kopia danych została Ci przekazana.
case-next-done-correction = Zapisane dane o Tobie zostały sprostowane.
case-next-done-deletion = Twoje dane zostały usunięte. Pozostaje tylko znak, który chroni Cię przed reklamami.
case-next-done-sharing-opt-out = Twoje dane nie są już przekazywane, a ci, którzy je mieli, o tym wiedzą.
case-next-done-other = Odpowiedź została Ci wysłana.
case-next-refused = { $sender } nie spełnia tej prośby.
case-next-withdrawn = Nic więcej się nie stanie. Możesz o to poprosić ponownie w każdej chwili.
case-next-again = Ta sama prośba była już złożona. Tamta biegnie dalej i liczy się jej data.
case-next-redirected = To dotyczy innej firmy. Wiesz już od nas, do kogo się zwrócić.
case-next-closed = { $sender } nie widzi tu nic do zrobienia. Jeśli to pomyłka, napisz do nas.
case-next-unconfirmed = Nikt nie potwierdził tego na czas, więc nic nie zostało pokazane, zmienione ani usunięte. Możesz o to poprosić ponownie w każdej chwili.
case-next-erased = Wszystkie dane o Tobie zostały usunięte. Po tej prośbie zostaje tylko to, czego dotyczyła i kiedy wpłynęła.
case-first = Zobacz pierwszą prośbę
case-reason-not-identified = Nie udało się wykazać, że prośba pochodzi od Ciebie.
case-reason-legal-obligation = Prawo nakazuje nam przechowywać te dane.
case-reason-legal-claim = Dane są potrzebne do roszczenia prawnego.
case-reason-excessive = Prośba była bezzasadna lub powtarzana zbyt często.
case-reason-nothing-held = Nie mamy żadnych danych o Tobie.
case-reason-rights-of-others = Ucierpiałyby prawa innych osób.
case-reason-already-right = Zapisane dane są prawidłowe.
case-complain = Jeśli się nie zgadzasz, powiedz o tym: { $sender }. Możesz też złożyć skargę do organu ochrony danych, na przykład w miejscu zamieszkania, i iść do sądu.
case-received = Wpłynęła
case-confirmed = Potwierdzona
case-due = Odpowiedź do
case-answered = Odpowiedź z dnia
case-policy = Polityka prywatności
case-reference = Numer sprawy
case-zone = Wszystkie dni są podane w strefie czasowej { $zone }.
case-withdraw-heading = Zmiana zdania?
case-withdraw-hint = Możesz wycofać prośbę. Wtedy nikt już się nią nie zajmie. Wyłączone reklamy pozostaną wyłączone.
case-withdraw-button = Wycofaj prośbę
case-status-withdrawn = Gotowe. Prośba została wycofana.
case-status-too-late = Nic się nie zmieniło: tej prośby nie można już wycofać.

## Prośby i historia, na stronie wysłanego linku

own-requests = Twoje prośby
own-no-requests = Nie ma jeszcze żadnych próśb.
own-look = Zobacz
own-look-named = Zobacz: { $what }, { $date }
own-received = Wpłynęła { $date }
own-received-due = Wpłynęła { $date }, odpowiedź do { $due }
own-ask = Poproś o coś
own-ask-hint = Zanim cokolwiek zostanie pokazane, zmienione lub usunięte, jeszcze raz wyślemy link na adres { $address } i tam to potwierdzisz.
own-ask-access = Poproś o kopię swoich danych
own-ask-correction = Sprostuj coś o sobie
own-ask-deletion = Usuń swoje dane
own-ask-complaint = Złóż skargę
own-correction-text = Co jest błędne, a jak powinno być?
own-correction-address = Nowy adres e-mail, jeśli się zmienił
own-correction-button = Poproś o sprostowanie
own-deletion-hint = { $sender } usunie wtedy to, co o Tobie przechowuje. Pozostanie tylko znak, który chroni Cię przed reklamami. Tego nie można cofnąć.
own-deletion-button = Poproś o usunięcie
own-complaint-text = Co chcesz przekazać { $sender }?
own-complaint-button = Wyślij skargę
own-fault-empty = Napisz, o co chodzi.
own-fault-long = To jest za długie. Użyj najwyżej { DIGITS($count) } znaków.
own-fault-hidden = Są tu znaki, których nikt nie widzi. Napisz to ponownie bez nich.
own-history = Co zostało zmienione
own-history-hint = Pokwitowanie dowodzi jednej zmiany, wobec każdego i bez nas. Zachowaj je, jeśli może się przydać.
own-no-changes = Nic jeszcze nie zostało zmienione.
own-earlier = Wcześniejsze zmiany
own-more = Są też starsze zmiany. Kopia Twoich danych zawiera wszystkie.
own-receipt = Pobierz pokwitowanie
own-receipt-named = Pobierz pokwitowanie: { $date }
own-needs-link = Z tym linkiem zobaczysz też swoje prośby i zmiany, a także poprosisz o kopię, sprostowanie lub usunięcie danych albo złożysz skargę.
status-asked-confirm = Prawie gotowe. Wysłaliśmy link na adres { $address }: otwórz go i potwierdź prośbę.
status-asked-person = Prośba dotarła. Odpowiedź otrzymasz do { $date }.
status-asked-again = Ta prośba była już złożona. Tamta biegnie dalej.
status-not-asked = Nic jeszcze nie zostało wysłane. Spójrz na zaznaczone pole poniżej.
status-ask-by-mail = Nic się nie zmieniło. Aby to zrobić, zamów poniżej link.
change-stopped = Wyłączono: { $what }
change-turned-on = Włączono: { $what }
change-paused = Wstrzymano: { $what }
change-resumed = Przerwa zakończona
change-taken-back = Cofnięto zmianę: { $what }
change-complained = Zgłoszono dostawcy poczty jako niechciane
change-undeliverable = Nie udało się doręczyć wiadomości
change-other = Zmieniono: { $what }
change-asked = Poproszono: { $what }
change-confirmed = Potwierdzono: { $what }
change-ended = Zakończono prośbę: { $what }
change-link = Wysłano Ci link
change-corrected = Sprostowano adres
change-erased = Usunięto dane
scope-all = wszystkie reklamy
scope-everywhere = reklamy wszystkich marek
way-one-click = przyciskiem programu pocztowego
way-page = na stronie
way-confirmation = wysłanym linkiem
way-mail = wiadomością e-mail
way-staff = przez nadawcę
way-system = automatycznie

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

## Wiadomości o prośbach: przypomnienia, pytania, ostatnie odpowiedzi

mail-request-reminder = Nie mamy jeszcze Twojego potwierdzenia. Bez niego zamkniemy sprawę dnia { $date }.
mail-request-yes = Możesz też odpowiedzieć na tę wiadomość jednym słowem: tak.
mail-case-subject = Twoja prośba do { $sender }
mail-case-asked-access = Dnia { $date } do { $sender } wpłynęła prośba o kopię danych dotyczących { $address }.
mail-case-asked-correction = Dnia { $date } do { $sender } wpłynęła prośba o sprostowanie danych dotyczących { $address }.
mail-case-asked-deletion = Dnia { $date } do { $sender } wpłynęła prośba o usunięcie danych dotyczących { $address }.
mail-case-asked-sharing_opt_out = Dnia { $date } do { $sender } wpłynęła prośba, aby nie przekazywać innym podmiotom danych dotyczących { $address }.
mail-case-asked-complaint = Dnia { $date } do { $sender } wpłynęła Twoja skarga.
mail-case-asked-redirect = Dnia { $date } do { $sender } wpłynęła z adresu { $address } wiadomość przeznaczona dla jednego z naszych klientów.
mail-case-asked-question = Dnia { $date } do { $sender } wpłynęło Twoje pytanie.
mail-case-done-access = Gotowe: kopia została Ci przekazana.
mail-case-done-correction = Gotowe: to, co było nieprawidłowe, zostało sprostowane.
mail-case-done-deletion = Gotowe: dane zostały usunięte. Pozostaje tylko kod obliczony na podstawie adresu (coś w rodzaju jego odcisku palca), aby nie wysyłano już na niego reklam, oraz informacja, kiedy ta prośba wpłynęła i kiedy na nią odpowiedziano.
mail-case-done-sharing_opt_out = Gotowe: dane nie są już przekazywane innym podmiotom.
mail-case-done-complaint = Zbadaliśmy tę sprawę.
mail-case-done-redirect = Sprawa jest załatwiona.
mail-case-done-question = Odpowiedź została udzielona.
mail-case-parties = Potwierdzenie wykonania mamy też od: { $parties }.
mail-case-refused = Nie zrobiliśmy tego. Powód:
mail-case-reason-not_identified = nie udało się nam upewnić, że jesteś osobą, której dane dotyczą.
mail-case-reason-legal_obligation = prawo zobowiązuje nas do przechowywania tych danych.
mail-case-reason-legal_claim = dane są potrzebne do ustalenia, dochodzenia lub obrony roszczeń.
mail-case-reason-excessive = prośba jest ewidentnie nieuzasadniona lub nadmierna.
mail-case-reason-nothing_held = nie mamy danych o Tobie.
mail-case-reason-rights_of_others = naruszyłoby to prawa innych osób.
mail-case-reason-already_right = zapisane dane są prawidłowe.
mail-case-redirected = To nie są nasze dane: przechowujemy je wyłącznie dla { $controller } i tylko tam można o nich decydować. Prosimy zwrócić się tam ze swoją prośbą.
mail-case-redirected-ask = Kontakt w tej sprawie:
mail-case-words = Naszymi słowami:
mail-case-withdrawn = Zgodnie z Twoim życzeniem nie zajmujemy się tym dalej. Nic nie zostało ujawnione ani zmienione.
mail-case-closed = Nikt nie potwierdził tego na czas, więc zamknęliśmy sprawę. Nic nie zostało ujawnione ani zmienione.
mail-case-closed-back = Nadal tego chcesz? Potwierdź to tutaj, a zajmiemy się tym dalej:
mail-case-again = Coś Ci nie odpowiada? Odpowiedz na tę wiadomość, a nasz pracownik jeszcze raz przyjrzy się sprawie.
mail-case-authority = Możesz też złożyć skargę do organu ochrony danych w miejscu swojego zamieszkania albo wystąpić do sądu.
mail-case-bodies = Niezależne instytucje, które rozpatrują skargi na nas:
mail-case-status = Tutaj możesz sprawdzić, na jakim etapie jest sprawa:
mail-case-status-link = Sprawdź, na jakim etapie jest sprawa
mail-case-extended = Potrzebujemy więcej czasu: odpowiemy do { $date } (UTC).
mail-case-extended-complexity = Powód: sprawa jest złożona.
mail-case-extended-number = Powód: Twoich próśb jest wiele.
mail-case-question-subject = { $sender } ma pytanie w sprawie Twojej prośby
mail-case-question-identity = Aby zająć się tym dalej, musimy się upewnić, że jesteś osobą, której dane dotyczą.
mail-case-question-clarification = Aby zająć się tym dalej, musimy dokładniej wiedzieć, o co Ci chodzi.
mail-case-question-reply = Odpowiedz na tę wiadomość. Gdy tylko nadejdzie odpowiedź, zajmiemy się tym dalej.
