# Türkçe. “Siz” diliyle; düğmeler yalın emir kipinde (“Durdur”, “Aç”); ikna etmeye çalışmadan.
#
# Adlara, adreslere ve tarihlere ek getirilmez, çünkü ünlü uyumu önceden bilinemez: “{ $address } adresine”,
# “{ $date } tarihine kadar”, “{ $sender } tanıtım iletileri”.

## Dil

language-name = Türkçe
digits = 0123456789
date = { DIGITS($day) } { $month ->
        [1] Ocak
        [2] Şubat
        [3] Mart
        [4] Nisan
        [5] Mayıs
        [6] Haziran
        [7] Temmuz
        [8] Ağustos
        [9] Eylül
        [10] Ekim
        [11] Kasım
       *[12] Aralık
    } { DIGITS($year) }
list-more = { $first }, { $second }
list-last = { $first } ve { $second }

## Her sayfada

skip = İçeriğe geç
test-link = Bu bir deneme bağlantısıdır. Burada ne yaparsanız yapın, hiç kimse için bir şey değişmez.
gpc-honoured = Devre dışı bırakma talebi dikkate alındı: tarayıcınız Global Privacy Control sinyali gönderiyor ve biz buna uyuyoruz.
footer-support = Sorularınız için:
footer-policy = Gizlilik politikası, son güncelleme: { $date }
footer-language = Dil:
footer-languages = Diller
fact-from = Gönderen
fact-formerly = (eski adı: { $names })
fact-to = Alıcı
fact-for = Adres
on-its-way = Gönderimi başlamış bir ileti yine de ulaşabilir.
goes-on = Tanıtım niteliğinde olmayanlar gelmeye devam eder: { $topics }.
stop-all = Tüm { $sender } tanıtım iletilerini durdur
stop-button = Durdur
stop-named = Durdur: { $name }
turn-on-button = Aç
turn-on-named = Aç: { $name }
allow-button = İzin ver
allow-named = İzin ver: { $name }
undo-button = Geri al
to-preferences = Tüm tercihlerinizi görün
to-preferences-or-pause = Ara verin veya konu seçin

## Abonelikten çıkma

unsubscribe-title = Abonelikten çık
unsubscribe-heading = “{ $topic }” aboneliğinden çıkmak istiyor musunuz?
unsubscribe-button = Abonelikten çık
unsubscribe-stopped-title = Abonelikten çıktınız
unsubscribe-stopped-topic = { $sender } artık size “{ $topic }” iletileri göndermiyor.
unsubscribe-stopped-all = { $sender } artık size tanıtım iletisi göndermiyor.

## Tamam

done-stopped-heading = Tamam
done-stopped = { $sender } artık size “{ $topic }” iletileri göndermeyecek.
done-stopped-all-heading = Tamam: hepsi durduruldu
done-stopped-all = { $sender } artık size tanıtım iletisi göndermeyecek.
done-paused-heading = Ara verildi
done-paused = { $sender } size { $date } tarihine kadar tanıtım iletisi göndermeyecek.
done-undone-heading = Geri alındı
done-undone = Abonelikten çıkma işlemi geri alındı. Diğer tercihleriniz olduğu gibi duruyor.
done-undo-too-late-heading = Bunun için bir e-posta gerekiyor
done-undo-too-late = Bu işlem artık doğrudan buradan geri alınamaz. Sizin yerinize başkası yapamasın diye { $address } adresine bir bağlantı gönderiyoruz.
done-confirm-button = Bağlantıyı bana gönder
done-confirm-mail-sent-heading = Gelen kutunuza bakın
done-confirm-mail-sent = { $address } adresine bir bağlantı yolda. Bağlantıyı açmadıkça hiçbir şey değişmez.
done-reason-thanked-heading = Teşekkür ederiz
done-reason-thanked = Yanıtınız kaydedildi. { $sender } bu nedenle size yazmayacak.
reason-heading = Nedenini bize söylemek ister misiniz?
reason-free = Yanıt vermek zorunda değilsiniz. Seçiminiz her durumda geçerlidir.
reason-too-many = Çok fazla ileti geliyor
reason-not-relevant = İlgimi çekmiyor
reason-never-asked = Hiç istemedim
reason-no-longer-needed = Artık gerek duymuyorum
reason-other = Başka bir neden

## Tercihler

preferences-title = Tercihleriniz
preferences-heading = Size gelen { $sender } iletileri
preferences-topics = Konular
preferences-all-stopped = Tüm { $sender } tanıtım iletileri durduruldu.
preferences-paused = Tanıtım iletilerine { $date } tarihine kadar ara verildi.
state-receiving = Bunu alıyorsunuz
state-stopped = Durduruldu
state-paused = Ara verildi
state-not-subscribed = Bunu almıyorsunuz
turn-on-all = { $sender } tanıtım iletilerini aç
stop-everywhere = { $senders } tanıtım iletilerini da durdur
everywhere-stopped = { $senders } tanıtım iletileri da durduruldu.
pause-heading = Ara verin
pause-hint = Bir süre tanıtım iletisi gelmez. Sonra kendiliğinden yeniden başlar.
pause-days = { $days ->
        [one] { DIGITS($days) } gün
       *[other] { DIGITS($days) } gün
    }
resume-button = Arayı şimdi bitir
data-heading = Verileriniz
sharing-name = Verilerin başkalarına aktarılması
sharing-hint = { $sender }, kişisel verilerinizi başka şirketlere kendi amaçları için aktarabilir mi?
tracking-name = İzleme
tracking-hint = { $sender }, internette yaptıklarınızı izleyebilir mi?
again-heading = Yeniden açma
again-hint = Bunun için bir bağlantı gerekir. Sizin yerinize başkası yapamasın diye bağlantıyı { $address } adresine gönderiyoruz.
again-button = Bağlantıyı bana gönder
stays-heading = Gelmeye devam edenler
stays-hint = Bunlar tanıtım değildir; gönderenle olan ilişkinizin parçasıdır.
status-stopped = Tamam. “{ $topic }” durduruldu.
status-stopped-all = Tamam. Tüm tanıtım iletileri durduruldu.
status-stopped-everywhere = Tamam. Bu gönderenlerin tümünden gelen tanıtım iletileri durduruldu.
status-paused = Tamam. Tanıtım iletilerine { $date } tarihine kadar ara verildi.
status-resumed = Tamam. Ara sona erdi.
status-turned-on = Tamam. “{ $topic }” açıldı.
status-turned-on-all = Tamam. Tanıtım iletileri açıldı.
status-sharing-stopped = Tamam. Verileriniz artık başkalarına aktarılmıyor.
status-sharing-allowed = Tamam. Verileriniz yeniden başkalarına aktarılabilir.
status-tracking-stopped = Tamam. İzleme durduruldu.
status-tracking-allowed = Tamam. İzlemeye yeniden izin verildi.
status-link-sent = { $address } adresine bir bağlantı yolda.
status-undone = Geri alındı. Diğer tercihleriniz olduğu gibi duruyor.
status-undo-too-late = Bu işlem artık doğrudan buradan geri alınamaz. Bağlantının size gönderilmesini aşağıdan isteyebilirsiniz.
status-needs-link = Hiçbir şey değiştirilmedi. Bir şeyi açmak için bağlantının size gönderilmesini aşağıdan isteyin.
status-unchanged = Zaten öyleydi. Hiçbir şey değiştirilmedi.

## Kayıp e-posta

lost-heading = E-postayı bulamıyor musunuz?
lost-error-title = Hata: lütfen adresinizi kontrol edin
lost-lead = Yalnızca e-posta adresiniz yeterli.
lost-sender-label = Kimin iletileri?
lost-address-label = E-posta adresiniz
lost-malformed = Bu, tam bir e-posta adresi değil. Şuna benzemelidir: ad@example.org.
lost-stop-button = Tüm tanıtım iletilerini durdur
lost-link-button = Tüm tercihlerim için bana bağlantı gönder
lost-hint = Adresi yalnızca bunun için kullanırız. Faturalar, güvenlik uyarıları ve benzerleri durdurulmaz.
lost-stopped-heading = Durduruldu
lost-stopped = { $sender } artık bu adrese tanıtım iletisi göndermeyecek.
lost-notice = Adrese, bunu geri almanın yolunu da içeren tek bir bildirim gönderiyoruz.
lost-link-sent-heading = Gelen kutusuna bakın
lost-link-sent = Bu adres e-posta alabiliyorsa bir bağlantı yolda.
lost-limited-heading = Çok sık denendi
lost-limited = Bu kez hiçbir şey yapılmadı. Lütfen birkaç dakika bekleyip yeniden deneyin.
lost-another = Başka bir adres girin

## Onay

confirm-ask-turn-on = “{ $topic }” açılsın mı?
confirm-ask-turn-on-all = { $sender } tanıtım iletileri açılsın mı?
confirm-ask-open-preferences = Tüm tercihleriniz açılsın mı?
confirm-ask-undo = Abonelikten çıkma geri alınsın mı?
confirm-lead-turn-on = { $sender } bu iletileri size göndermeye başlar. İstediğiniz zaman yeniden durdurabilirsiniz.
confirm-lead-turn-on-all = { $sender } size yeniden yazmaya başlar. İstediğiniz zaman yeniden durdurabilirsiniz.
confirm-lead-open-preferences = Böylece { $sender } iletilerini konu konu açıp durdurabilirsiniz.
confirm-lead-undo = Her şey eskisi gibi olur ve { $sender } size yeniden yazabilir.
confirm-button-turn-on = Aç
confirm-button-turn-on-all = Aç
confirm-button-open-preferences = Tercihleri aç
confirm-button-undo = Geri al
confirm-ignore = Bunu siz istemediyseniz sayfayı kapatın. Hiçbir şey olmaz.
confirm-done-turn-on = “{ $topic }” açıldı
confirm-done-turn-on-all = { $sender } tanıtım iletileri açıldı
confirm-done-open-preferences = Tercihleriniz açıldı
confirm-done-undo = Abonelikten çıkma geri alındı
confirm-done = Bunu istediğiniz zaman değiştirebilirsiniz.
confirm-ask-request-access = Verilerinizin bir kopyası istensin mi?
confirm-ask-request-correction = Verilerinizin düzeltilmesi istensin mi?
confirm-ask-request-deletion = Verilerinizin silinmesi istensin mi?
confirm-lead-request = { $sender } bununla ilgilenip size yanıt verecek.
confirm-button-request = Onayla
confirm-done-request = İsteğiniz onaylandı
confirm-done-next-request = { $sender } bünyesinde bir kişi bununla ilgilenip size yanıt verecek.
confirm-used-heading = Bu bağlantı daha önce kullanıldı
confirm-used = Bu bağlantıların her biri bir kez çalışır. Yapması gereken o zaman yapıldı; şimdi hiçbir şey değiştirilmedi.
confirm-expired-heading = Bu bağlantı çok eski
confirm-expired = Bu bağlantılar 7 gün geçerlidir. Hiçbir şey değiştirilmedi.
confirm-resend-button = Bana yeni bir bağlantı gönder
confirm-new-link = Yeni bir bağlantı isteyin

## Kendi verilerinin bir kopyası

copy-title = Verilerinizin kopyası
copy-lead = { $sender } tarafından { $address } hakkında tutulan bilgiler, { $date } itibarıyla.
copy-keep = Şimdi saklayın: bağlantı kopyayı bir saat boyunca açar.
copy-take-page = Sayfa olarak al
copy-take-json = Programlar için dosya olarak al (JSON)
copy-redacted = Başka kişilerle ilgili bilgiler çıkarıldı; yerlerinde [redacted] yazıyor.
copy-own = Seçimleriniz ve talepleriniz
copy-own-purpose = Bunlar, seçimleriniz geçerli kalsın, size yanıt verilsin ve ikisi de kanıtlanabilsin diye tutulur. Bağlantılarınızdan, sayfalardan, iletilerinizden ve gönderenin programlarından gelir. Bir silme işleminden sonra adresinizin yalnızca şifreli bir izi kalır; bu iz size ileti gönderilmesini önler.
copy-history = Ne, nasıl değişti
copy-more = Her liste burada yalnızca en yeni satırlarını gösterir. JSON dosyasında hepsi bulunur.
copy-cases = Talepleriniz
copy-mails = Saklanan iletileriniz
copy-imports = Adresinizin geçtiği devralınmış listeler
copy-none = Kayıtlı bir şey yok.
copy-nothing = Orada sizinle ilgili bir şey tutulmuyor.
copy-data = Hangi veriler
copy-purpose = Ne için
copy-retention = Ne kadar süre
copy-source = Nereden
copy-unstated = Belirtilmemiş.
copy-receivers = Verileri kim alıyor
copy-receivers-none = Veriler kimseye aktarılmıyor.
copy-rights = Haklarınız
copy-rights-list = Verilerinizi düzelttirebilir veya sildirebilir, kullanımını sınırlatabilir, programlara uygun biçimde alabilir, kullanımına itiraz edebilir ve bir onayı istediğiniz zaman geri çekebilirsiniz.
copy-complain = Memnun değil misiniz? Önce { $sender } ile yazışın. Yaşadığınız veya çalıştığınız yerdeki veri koruma kurumuna şikâyette bulunabilir ve mahkemeye de başvurabilirsiniz.
copy-on = Açık
copy-all = { $sender } tarafından gönderilen tüm tanıtım iletileri
copy-everywhere = Gruptaki tüm gönderenlerin tanıtım iletileri
copy-kind-access = Verilerin bir kopyası
copy-kind-correction = Bir düzeltme
copy-kind-deletion = Bir silme
copy-kind-sharing_opt_out = Verilerin aktarılmaması
copy-kind-complaint = Bir şikâyet
copy-kind-redirect = Başkası için yazılmış
copy-kind-question = Bir soru
copy-kind-unclear = Henüz anlaşılmadı
copy-door-heading = Verilerinizin kopyası açılsın mı?
copy-door = Kopya, { $sender } tarafından { $address } hakkında tutulan bilgileri gösterir. Kimsenin görmediği bir yerde açın.
copy-door-button = Kopyayı aç
copy-door-once = O andan sonra bağlantı kopyayı bir saat boyunca açar.
copy-used = Kopya daha önce açıldı. Bir saat sonra bağlantı onu artık açmaz.
copy-again = Yeni bir bağlantı için { $sender } ile yazışın ve referansı belirtin.
copy-gone-heading = Kopya artık burada değil
mail-copy-subject = { $sender }: verilerinizin kopyası
mail-copy = { $sender } tarafından { $address } hakkında tutulan verilerin kopyası hazır.
mail-copy-link = Kopyayı bu sayfada açın:
mail-copy-once = Bağlantı kopyayı bir kez, bir saat boyunca açar. Lütfen kimseye vermeyin: ona sahip olan herkes kopyayı açabilir.

## Bir isteğin sayfası

case-title = İsteğiniz
case-heading = { $sender } için isteğiniz
case-kind-access = Verilerinizin bir kopyası
case-kind-correction = Verilerinizin düzeltilmesi
case-kind-deletion = Verilerinizin silinmesi
case-kind-sharing-opt-out = Verilerinizin artık aktarılmaması
case-kind-complaint = Şikâyet
case-kind-redirect = Başka bir şirkete yönelik ileti
case-kind-question = Soru
case-kind-unclear = Bir kişinin okuması gereken ileti
case-state-with-us = Bir kişi ilgileniyor
case-state-with-others = Verileriniz bulunan diğer yerleri bekliyoruz
case-state-with-you-to-confirm = Onayınızı bekliyor
case-state-with-you = Yanıtınızı bekliyor
case-state-done = Tamamlandı
case-state-refused = Reddedildi
case-state-withdrawn = Geri çektiniz
case-state-again = İkinci kez istendi
case-state-redirected = Başka bir şirkete yönelik
case-state-closed = Kapatıldı
case-state-unconfirmed = Onaylanmadı
case-state-erased = Veriler silindi
case-late = Şimdiye kadar yanıtlanmış olmalıydı. Özür dileriz. Yakında haber almazsanız şuraya yazın: { $sender }.
case-next-no-date = { $sender } bünyesinde bir kişi bununla ilgilenip size yanıt verecek.
case-next-with-us = { $sender } bünyesinde bir kişi bununla ilgileniyor ve size en geç { $date } tarihinde yanıt verecek.
case-next-with-others = { $sender }, verileriniz bulunan yerlere haber verdi ve onları bekliyor. En geç { $date } tarihinde yanıt alacaksınız.
case-next-with-you-to-confirm = Size bir bağlantı gönderdik. Sizin yerinize başkası isteyemesin diye bağlantıyı açıp onaylayın. O zamana kadar hiçbir şey gösterilmez, değiştirilmez veya silinmez.
case-next-with-you = { $sender } size e-postayla bir şey sordu. Lütfen yanıtlayın, sonra iş sürer.
case-next-done-access = Verilerinizin bir kopyası size verildi.
case-next-done-correction = Hakkınızda kayıtlı olan düzeltildi.
case-next-done-deletion = Verileriniz silindi. Yalnızca size tanıtım iletisi gelmesini önleyen bir işaret kalır.
case-next-done-sharing-opt-out = Verileriniz artık aktarılmıyor ve onları alanlara haber verildi.
case-next-done-other = Size yanıt verildi.
case-next-refused = { $sender } isteğinizi yerine getirmedi.
case-next-withdrawn = Başka bir şey olmayacak. İstediğiniz zaman yeniden isteyebilirsiniz.
case-next-again = Aynısını daha önce istemiştiniz. O istek sürüyor ve onun tarihi geçerlidir.
case-next-redirected = Bu, başka bir şirketi ilgilendiriyor. Kime başvuracağınız size bildirildi.
case-next-closed = { $sender } bunda yapılacak bir şey bulamadı. Bu yanlışsa bize yazın.
case-next-unconfirmed = Zamanında onaylanmadığı için hiçbir şey gösterilmedi, değiştirilmedi veya silinmedi. İstediğiniz zaman yeniden isteyebilirsiniz.
case-next-erased = Hakkınızdaki tüm veriler silindi. Bu istekten yalnızca neyin ne zaman istendiği kaldı.
case-first = İlk isteği gör
case-reason-not-identified = İsteyenin siz olduğunuz gösterilemedi.
case-reason-legal-obligation = Yasa, verileri saklamamızı gerektiriyor.
case-reason-legal-claim = Veriler yasal bir hak talebi için gerekli.
case-reason-excessive = İstek dayanaksızdı veya çok sık yinelendi.
case-reason-nothing-held = Hakkınızda veri bulundurmuyoruz.
case-reason-rights-of-others = Başkalarının hakları zarar görürdü.
case-reason-already-right = Kayıtlı olan doğrudur.
case-complain = Katılmıyorsanız bunu { $sender } ile paylaşın. Yaşadığınız yerdeki gibi bir veri koruma kurumuna da şikâyette bulunabilir ve mahkemeye gidebilirsiniz.
case-received = Alındı
case-confirmed = Onaylandı
case-due = En geç yanıt
case-answered = Yanıtlandı
case-policy = Gizlilik politikası
case-reference = Başvuru numarası
case-zone = Tüm günler { $zone } saat dilimine göredir.
case-withdraw-heading = Fikriniz değişti mi?
case-withdraw-hint = İsteği geri çekebilirsiniz. O zaman artık kimse üzerinde çalışmaz. Durdurulan iletiler durmuş kalır.
case-withdraw-button = İsteği geri çek
case-status-withdrawn = Tamam. İsteği geri çektiniz.
case-status-too-late = Hiçbir şey değişmedi: bu istek artık geri çekilemez.

## İstekler ve geçmiş, gönderilen bağlantının sayfasında

own-requests = İstekleriniz
own-no-requests = Şimdiye kadar bir şey istemediniz.
own-look = Gör
own-look-named = Gör: { $what }, { $date }
own-received = Alındı: { $date }
own-received-due = Alındı: { $date }, en geç yanıt: { $due }
own-ask = Bir şey isteyin
own-ask-hint = Bir şey gösterilmeden, değiştirilmeden veya silinmeden önce { $address } adresine bir kez daha bağlantı göndeririz, siz de orada onaylarsınız.
own-ask-access = Verilerinizin bir kopyasını isteyin
own-ask-correction = Hakkınızdaki bir bilgiyi düzelttirin
own-ask-deletion = Verilerinizi sildirin
own-ask-complaint = Şikâyet edin
own-correction-text = Yanlış olan ne, doğrusu ne?
own-correction-address = Değiştiyse yeni e-posta adresi
own-correction-button = Düzeltme iste
own-deletion-hint = { $sender } o zaman hakkınızda bulundurduklarını siler. Yalnızca size tanıtım iletisi gelmesini önleyen bir işaret kalır. Bu geri alınamaz.
own-deletion-button = Silinmesini iste
own-complaint-text = { $sender } neyi bilmeli?
own-complaint-button = Şikâyeti gönder
own-fault-empty = Lütfen konunun ne olduğunu yazın.
own-fault-long = Bu çok uzun. Lütfen en fazla { DIGITS($count) } karakter kullanın.
own-fault-hidden = Bunda kimsenin göremediği karakterler var. Lütfen onlarsız yeniden yazın.
own-history = Neler değişti
own-history-hint = Bir makbuz, bir değişikliği herkese karşı ve bizsiz kanıtlar. Gerekebilecekse saklayın.
own-no-changes = Şimdiye kadar hiçbir şey değişmedi.
own-earlier = Daha önceki değişiklikler
own-more = Daha eski değişiklikler de var. Verilerinizin bir kopyası hepsini içerir.
own-receipt = Makbuzu indir
own-receipt-named = Makbuzu indir: { $date }
own-needs-link = O bağlantıyla isteklerinizi ve nelerin değiştiğini de görür, kopya, düzeltme veya silme isteyebilir ya da şikâyet edebilirsiniz.
status-asked-confirm = Neredeyse tamam. { $address } adresine bir bağlantı gönderdik: açıp isteğinizi onaylayın.
status-asked-person = İsteğiniz alındı. Bir kişi size en geç { $date } tarihinde yanıt verecek.
status-asked-again = Bunu daha önce istemiştiniz. O istek sürüyor.
status-not-asked = Henüz hiçbir şey gönderilmedi. Lütfen aşağıdaki işaretli alana bakın.
status-ask-by-mail = Hiçbir şey değişmedi. Bunun için aşağıdan bağlantıyı isteyin.
change-stopped = Durduruldu: { $what }
change-turned-on = Açıldı: { $what }
change-paused = Ara verildi: { $what }
change-resumed = Ara sona erdi
change-taken-back = Değişiklik geri alındı: { $what }
change-complained = E-posta sağlayıcısına istenmeyen olarak bildirildi
change-undeliverable = Bir ileti teslim edilemedi
change-other = Değişti: { $what }
change-asked = İstendi: { $what }
change-confirmed = Onaylandı: { $what }
change-ended = İstek sona erdi: { $what }
change-link = Size bir bağlantı gönderildi
change-corrected = Adres düzeltildi
change-erased = Veriler silindi
scope-all = tüm tanıtım iletileri
scope-everywhere = tüm markaların tanıtım iletileri
way-one-click = e-posta programınızın düğmesiyle
way-page = bir sayfada
way-confirmation = gönderilen bağlantıyla
way-mail = e-postayla
way-staff = gönderen aracılığıyla
way-system = kendiliğinden

## Hatalar

error-unknown-link-heading = Bu bağlantı çalışmıyor
error-unknown-link = Bir bölümü eksik olabilir. İletideki bağlantıyı yeniden deneyin veya iletileri adresinizle durdurun.
error-not-found-heading = Burada bir şey yok
error-not-found = Sayfanın adresi yanlış yazılmış olabilir.
error-malformed-heading = Bu okunamadı
error-malformed = Form bozuk geldi. Hiçbir şey değiştirilmedi. Lütfen geri dönüp yeniden deneyin.
error-method-not-allowed-heading = Bu burada çalışmaz
error-method-not-allowed = Sayfa, tanımadığı bir biçimde çağrıldı. Hiçbir şey değiştirilmedi.
error-too-large-heading = Bu çok büyüktü
error-too-large = Bu sayfanın kabul edebileceğinden fazlası gönderildi. Hiçbir şey değiştirilmedi.
error-too-many-heading = Çok fazla istek
error-too-many = Hiçbir şey değiştirilmedi. Lütfen biraz bekleyip yeniden deneyin.
error-unavailable-heading = İsteğiniz kaydedilmedi
error-unavailable = Hiçbir şey değiştirilmedi. Hata sizde değil, bizde. Lütfen yeniden deneyin.
error-internal-heading = Bir şeyler ters gitti
error-internal = Hata sizde değil, bizde. İletileri durdurmak istediyseniz lütfen yeniden deneyin.
error-retry = { $seconds ->
        [one] Yaklaşık { DIGITS($seconds) } saniye sonra çalışması gerekir.
       *[other] Yaklaşık { DIGITS($seconds) } saniye sonra çalışması gerekir.
    }
error-retry-button = Yeniden dene
error-way-out = İletileri adresinizle durdurun

## İzleme

tracking-title = İnternette izleme
tracking-heading = İnternette izleme durdurulsun mu?
tracking-open = { $sender }, kendi sayfalarında yaptıklarınızı izleyebilir. Bunu burada durdurabilirsiniz.
tracking-button = İzlemeyi durdur
tracking-stopped-heading = İzleme durduruldu
tracking-stopped = { $sender }, kendi sayfalarında yaptıklarınızı izlemiyor.
tracking-allowed-heading = İzlemeye izin verildi
tracking-cookie = Bu seçim, bu tarayıcıdaki bir çerezde saklanır. Çerezi silerseniz lütfen buraya yeniden gelin.

## E-postalar

mail-expires = Bağlantı { $date } tarihine kadar geçerlidir.
mail-confirm-subject = “{ $topic }” açılsın mı?
mail-confirm-subject-all = { $sender } tanıtım iletileri açılsın mı?
mail-confirm = Biri, büyük olasılıkla siz, { $address } adresine { $sender } tarafından “{ $topic }” iletilerinin gönderilmesini istedi. Onayladığınızda gönderim başlar.
mail-confirm-all = Biri, büyük olasılıkla siz, { $address } adresine { $sender } tarafından yeniden tanıtım iletisi gönderilmesini istedi. Onayladığınızda gönderim başlar.
mail-confirm-link = Onaylamak için şu sayfayı açın:
mail-confirm-ignore = Bunu siz istemediyseniz hiçbir şey yapmayın. Hiçbir şey olmaz.
mail-link-subject = { $sender } iletileri için tercihleriniz
mail-link = { $address } adresine gelen { $sender } iletileri için tercihlerinizin bağlantısı aşağıdadır. Biri, büyük olasılıkla siz, bunu sayfamızda istedi.
mail-link-ignore = Bunu siz istemediyseniz hiçbir şey yapmayın. Hiçbir şey değiştirilmedi. Lütfen bağlantıyı kimseyle paylaşmayın.
mail-stopped-subject = { $sender } tanıtım iletileri durduruldu
mail-stopped = { $address } adresine gelen { $sender } tanıtım iletilerini durdurduk.
mail-stopped-restore = Bunu siz istemediniz mi? Buradan geri alabilirsiniz:
mail-stopped-restore-link = Geri al
mail-answer-subject = İletiniz: { $sender }
mail-answer-received = İletinizi aldık.
mail-answer-stopped-topics = { $address } adresine gelen şu { $sender } iletilerini durdurduk: { $topics }.
mail-answer-paused = { $address } adresine gelen { $sender } tanıtım iletilerine { $date } tarihine kadar ara verildi.
mail-answer-sharing = { $address } adresiyle ilgili verilerin üçüncü taraflara aktarılmaması gerektiğini kaydettik.
mail-answer-asked-resubscribe = Yeniden tanıtım iletisi almak istediğinizi anladık.
mail-answer-asked-access = Hakkınızda saklanan verilerin bir kopyasını istediğinizi anladık.
mail-answer-asked-correction = Hakkınızdaki bir bilginin düzeltilmesini istediğinizi anladık.
mail-answer-asked-deletion = Hakkınızdaki verilerin silinmesini istediğinizi anladık.
mail-answer-asked-complaint = Bir şeylerin ters gittiğini anladık.
mail-answer-asked-redirect = İletinizin müşterilerimizden birine yönelik olduğunu anladık.
mail-answer-asked-question = Bir sorunuz olduğunu anladık.
mail-answer-confirm = Sizin yerinize başkası yapamasın diye, başka bir iletide bunu onaylamanızı istiyoruz.
mail-answer-person = Bir kişi bununla ilgilenip size en geç { $date } (UTC) tarihinde yanıt verecek.
mail-answer-wrong = Yanlış mı anladık? Lütfen bize yeniden yazın.
mail-answer-reference = Başvuru numarası: { $reference }
mail-request-subject = Lütfen isteğinizi onaylayın: { $sender }
mail-request-access = Biri, büyük olasılıkla siz, { $address } adresiyle ilgili verilerin { $sender } tarafından bir kopyasının hazırlanmasını istedi. Onayladığınızda hazırlanır.
mail-request-correction = Biri, büyük olasılıkla siz, { $address } adresiyle ilgili verilerin { $sender } tarafından düzeltilmesini istedi. Onayladığınızda yapılır.
mail-request-deletion = Biri, büyük olasılıkla siz, { $address } adresiyle ilgili verilerin { $sender } tarafından silinmesini istedi. Onayladığınızda yapılır.
mail-agent-subject = İlettiğiniz e-postaların sonucu
mail-agent-lead = İlettiğiniz e-postaların sonucu şöyle:
mail-agent-acted = { $address }: istendiği gibi yapıldı.
mail-agent-partly = { $address }: gönderim durduruldu; gerisi sırada bir kişiyi bekliyor.
mail-agent-asked = { $address }: onay isteyen bir ileti gönderildi.
mail-agent-review = { $address }: kararı bir kişi vermeli; sırada bekliyor.
mail-agent-unknown = Kiminle ilgili olduğu açık değil: kararı bir kişi vermeli; sırada bekliyor.
mail-agent-nothing = { $address }: değiştirilecek bir şey yoktu.

## İsteklerle ilgili e-postalar: hatırlatmalar, sorular, son yanıtlar

mail-request-reminder = İsteği henüz onaylamadınız. Onaylanmazsa isteği { $date } tarihinde kapatacağız.
mail-request-yes = Ya da bu iletiyi tek sözcükle yanıtlayın: evet.
mail-case-subject = İsteğiniz: { $sender }
mail-case-asked-access = { $sender }, { $date } tarihinde { $address } adresiyle ilgili verilerin bir kopyası için istek aldı.
mail-case-asked-correction = { $sender }, { $date } tarihinde { $address } adresiyle ilgili verilerin düzeltilmesi için istek aldı.
mail-case-asked-deletion = { $sender }, { $date } tarihinde { $address } adresiyle ilgili verilerin silinmesi için istek aldı.
mail-case-asked-sharing_opt_out = { $sender }, { $date } tarihinde { $address } adresiyle ilgili verilerin üçüncü taraflara aktarılmaması için istek aldı.
mail-case-asked-complaint = { $sender }, { $date } tarihinde şikâyetinizi aldı.
mail-case-asked-redirect = { $sender }, { $date } tarihinde { $address } adresinden, müşterilerimizden birine yönelik bir ileti aldı.
mail-case-asked-question = { $sender }, { $date } tarihinde sorunuzu aldı.
mail-case-done-access = Tamam. Kopya size teslim edildi.
mail-case-done-correction = Tamam. Yanlış olan düzeltildi.
mail-case-done-deletion = Tamam. Veriler silindi. Geriye yalnızca, bu adrese bir daha tanıtım iletisi gitmesin diye adresten hesaplanan bir kod (adresin bir tür parmak izi) ve bu isteğin ne zaman gelip ne zaman yanıtlandığı bilgisi kalır.
mail-case-done-sharing_opt_out = Tamam. Veriler artık başkalarına aktarılmıyor.
mail-case-done-complaint = Konuyu inceledik.
mail-case-done-redirect = Konu çözüme kavuştu.
mail-case-done-question = Sorunuz yanıtlandı.
mail-case-parties = Bunun kendilerinde de yapıldığını onaylayanlar: { $parties }.
mail-case-refused = Bunu yapmadık. Nedeni:
mail-case-reason-not_identified = İlgili kişinin siz olduğunuzdan emin olamadık.
mail-case-reason-legal_obligation = Yasalar bizi verileri saklamakla yükümlü kılıyor.
mail-case-reason-legal_claim = Veriler, hukuki bir talep için gerekli.
mail-case-reason-excessive = İstek, açıkça dayanaktan yoksun veya aşırı.
mail-case-reason-nothing_held = Hakkınızda veri tutmuyoruz.
mail-case-reason-rights_of_others = Bu, başkalarının haklarına zarar verirdi.
mail-case-reason-already_right = Kayıtlı bilgiler doğru.
mail-case-redirected = Bu veriler bize ait değil. Onları yalnızca { $controller } adına saklıyoruz ve haklarında karar verme yetkisi yalnızca oradadır. Lütfen oraya başvurun.
mail-case-redirected-ask = Başvurabileceğiniz yer:
mail-case-words = Kendi sözlerimizle:
mail-case-withdrawn = Dilediğiniz gibi, buna devam etmiyoruz. Hiçbir şey açıklanmadı veya değiştirilmedi.
mail-case-closed = Zamanında kimse onaylamadığı için isteği kapattık. Hiçbir şey açıklanmadı veya değiştirilmedi.
mail-case-closed-back = Hâlâ istiyor musunuz? Buradan onaylayın, devam edelim:
mail-case-again = Memnun değil misiniz? Bu iletiyi yanıtlayın, bir kişi konuya yeniden baksın.
mail-case-authority = Yaşadığınız yerdeki veri koruma kurumuna şikâyette de bulunabilir veya mahkemeye başvurabilirsiniz.
mail-case-bodies = Hakkımızdaki şikâyetlere bakan bağımsız kuruluşlar:
mail-case-status = Ne aşamada olduğunu buradan görebilirsiniz:
mail-case-status-link = Ne aşamada olduğunu görün
mail-case-extended = Daha fazla zamana ihtiyacımız var. Size en geç { $date } (UTC) tarihinde yanıt vereceğiz.
mail-case-extended-complexity = Nedeni: Konu karmaşık.
mail-case-extended-number = Nedeni: Çok sayıda istekte bulundunuz.
mail-case-question-subject = { $sender } isteğinizle ilgili bir soru soruyor
mail-case-question-identity = Devam edebilmek için, ilgili kişinin siz olduğunuzdan emin olmalıyız.
mail-case-question-clarification = Devam edebilmek için, ne demek istediğinizi daha kesin bilmeliyiz.
mail-case-question-reply = Lütfen bu iletiyi yanıtlayın. Yanıtınız gelir gelmez devam edeceğiz.
