# 日本語。です・ます調。「配信停止」「一時停止」「受信する」。引き止める言い方はしない。
#
# 句読点と記号は全角（、。？：「」（））。メールアドレスの前後には半角スペースを置く（続く文字までリンクになるのを防ぐため）。

## 言語

language-name = 日本語
digits = 0123456789
date = { DIGITS($year) }年{ DIGITS($month) }月{ DIGITS($day) }日
list-more = { $first }、{ $second }
list-last = { $first }、{ $second }

## すべてのページ

skip = 本文へ移動
test-link = これはテスト用のリンクです。ここで何をしても、どなたの設定も変わりません。
gpc-honoured = オプトアウトの要求を受け付けました。お使いのブラウザーが送信するGlobal Privacy Controlの信号に従います。
footer-support = お問い合わせ先：
footer-policy = プライバシーポリシー（最終更新日：{ $date }）
footer-language = 言語：
footer-languages = 言語
fact-from = 差出人
fact-formerly = （旧称：{ $names }）
fact-to = 宛先
fact-for = 対象
on-its-way = すでに送信処理に入っているメールが1通届くことがあります。
goes-on = 広告ではない次のメールは、引き続き届きます：{ $topics }
stop-all = { $sender }の広告メールをすべて停止する
stop-button = 停止する
stop-named = 停止する：{ $name }
turn-on-button = 受信する
turn-on-named = 受信する：{ $name }
allow-button = 許可する
allow-named = 許可する：{ $name }
undo-button = 元に戻す
to-preferences = すべての配信設定を見る
to-preferences-or-pause = 一時停止する、またはテーマを選ぶ

## 配信停止

unsubscribe-title = 配信停止
unsubscribe-heading = 「{ $topic }」の配信を停止しますか？
unsubscribe-button = 配信を停止する
unsubscribe-stopped-title = 配信は停止されています
unsubscribe-stopped-topic = { $sender }から「{ $topic }」は送信されません。
unsubscribe-stopped-all = { $sender }から広告メールは送信されません。

## 完了

done-stopped-heading = 停止しました
done-stopped = 今後、{ $sender }から「{ $topic }」は送信されません。
done-stopped-all-heading = すべて停止しました
done-stopped-all = 今後、{ $sender }から広告メールは送信されません。
done-paused-heading = 一時停止しました
done-paused = { $date }になるまで、{ $sender }から広告メールは送信されません。
done-undone-heading = 元に戻しました
done-undone = 配信停止を取り消しました。そのほかの設定は変わりません。
done-undo-too-late-heading = メールでのお手続きが必要です
done-undo-too-late = このページからは元に戻せなくなりました。ほかの人が代わりに操作できないよう、{ $address } 宛てにリンクをお送りします。
done-confirm-button = リンクをメールで受け取る
done-confirm-mail-sent-heading = メールをご確認ください
done-confirm-mail-sent = { $address } 宛てにリンクをお送りしています。リンクを開くまで、何も変わりません。
done-reason-thanked-heading = ありがとうございました
done-reason-thanked = ご回答を記録しました。この件で{ $sender }からご連絡することはありません。
reason-heading = 理由をお聞かせください
reason-free = 回答は任意です。回答の有無にかかわらず、お選びいただいた内容は有効です。
reason-too-many = メールが多すぎる
reason-not-relevant = 内容に関心がない
reason-never-asked = 申し込んだ覚えがない
reason-no-longer-needed = 必要がなくなった
reason-other = その他

## 配信設定

preferences-title = 配信設定
preferences-heading = { $sender }からのメール
preferences-topics = テーマ
preferences-all-stopped = { $sender }の広告メールはすべて停止されています。
preferences-paused = 広告メールは一時停止中です（再開日：{ $date }）。
state-receiving = 受信中
state-stopped = 停止中
state-paused = 一時停止中
state-not-subscribed = 受信していません
turn-on-all = { $sender }の広告メールを受信する
stop-everywhere = { $senders }の広告メールも停止する
everywhere-stopped = { $senders }の広告メールも停止されています。
pause-heading = しばらく休む
pause-hint = 一定の期間、広告メールが届かなくなります。その後は自動的に再開します。
pause-days = { DIGITS($days) }日間
resume-button = 一時停止を今すぐ終了する
data-heading = お客様の情報
sharing-name = 第三者へのデータ提供
sharing-hint = { $sender }がお客様の個人データを、ほかの会社自身の目的のために提供してよいかどうかの設定です。
tracking-name = トラッキング
tracking-hint = { $sender }がお客様のウェブ上の行動を追跡してよいかどうかの設定です。
again-heading = 受信を再開する
again-hint = 再開にはリンクが必要です。ほかの人が代わりに操作できないよう、{ $address } 宛てにお送りします。
again-button = リンクをメールで受け取る
stays-heading = 引き続き届くメール
stays-hint = これらは広告ではなく、差出人とのお取引などに関するメールです。
status-stopped = 「{ $topic }」を停止しました。
status-stopped-all = 広告メールをすべて停止しました。
status-stopped-everywhere = これらの差出人すべての広告メールを停止しました。
status-paused = 広告メールを一時停止しました（再開日：{ $date }）。
status-resumed = 一時停止を終了しました。
status-turned-on = 「{ $topic }」を受信するように設定しました。
status-turned-on-all = 広告メールを受信するように設定しました。
status-sharing-stopped = データの第三者提供を停止しました。
status-sharing-allowed = データの第三者提供を再び許可しました。
status-tracking-stopped = トラッキングを停止しました。
status-tracking-allowed = トラッキングを再び許可しました。
status-link-sent = { $address } 宛てにリンクをお送りしています。
status-undone = 元に戻しました。そのほかの設定は変わりません。
status-undo-too-late = このページからは元に戻せなくなりました。下のボタンからリンクをお受け取りください。
status-needs-link = 何も変更されていません。受信を再開するには、下のボタンからリンクをお受け取りください。
status-unchanged = すでにその設定になっています。何も変更されていません。

## メールが見つからないとき

lost-heading = メールが見つからない場合
lost-error-title = エラー：メールアドレスをご確認ください
lost-lead = メールアドレスだけでお手続きできます。
lost-sender-label = どの差出人のメールですか？
lost-address-label = メールアドレス
lost-malformed = メールアドレスが正しい形式ではありません。name@example.org のように入力してください。
lost-stop-button = 広告メールをすべて停止する
lost-link-button = すべての配信設定へのリンクを受け取る
lost-hint = メールアドレスはこの目的にのみ使用します。請求書やセキュリティに関するお知らせなどは停止されません。
lost-stopped-heading = 広告メールを停止しました
lost-stopped = 今後、{ $sender }からこのアドレスに広告メールは送信されません。
lost-notice = このアドレスにお知らせを1通お送りします。そこから元に戻すことができます。
lost-link-sent-heading = 受信トレイをご確認ください
lost-link-sent = このアドレスでメールを受信できる場合は、リンクが届きます。
lost-limited-heading = 操作の回数が多すぎます
lost-limited = 今回は何も処理していません。数分待ってから、もう一度お試しください。
lost-another = 別のアドレスを入力する

## 確認

confirm-ask-turn-on = 「{ $topic }」を受信しますか？
confirm-ask-turn-on-all = { $sender }の広告メールを受信しますか？
confirm-ask-open-preferences = すべての配信設定を開きますか？
confirm-ask-undo = 配信停止を取り消しますか？
confirm-lead-turn-on = { $sender }からメールが届くようになります。いつでも再び停止できます。
confirm-lead-turn-on-all = { $sender }から再びメールが届くようになります。いつでも停止できます。
confirm-lead-open-preferences = { $sender }からのメールを、テーマごとに受信または停止できるようになります。
confirm-lead-undo = 設定が停止前の状態に戻り、{ $sender }から再びメールが届くことがあります。
confirm-button-turn-on = 受信する
confirm-button-turn-on-all = 受信する
confirm-button-open-preferences = 開く
confirm-button-undo = 配信停止を取り消す
confirm-ignore = お心当たりがない場合は、このページを閉じてください。何も変わりません。
confirm-done-turn-on = 「{ $topic }」を受信するように設定しました
confirm-done-turn-on-all = { $sender }の広告メールを受信するように設定しました
confirm-done-open-preferences = 配信設定を開きました
confirm-done-undo = 配信停止を取り消しました
confirm-done = この設定はいつでも変更できます。
confirm-ask-request-access = お客様のデータの写しを請求しますか？
confirm-ask-request-correction = お客様のデータの訂正を請求しますか？
confirm-ask-request-deletion = お客様のデータの削除を請求しますか？
confirm-lead-request = 確認後、{ $sender }が対応し、お返事いたします。
confirm-button-request = 確認する
confirm-done-request = ご請求を確認しました
confirm-done-next-request = { $sender }の担当者が対応し、お返事いたします。
confirm-used-heading = このリンクは使用済みです
confirm-used = このリンクは1回だけ使えます。お手続きはその際に完了しており、今回は何も変更されていません。
confirm-expired-heading = このリンクは有効期限が切れています
confirm-expired = このリンクの有効期間は7日間です。何も変更されていません。
confirm-resend-button = 新しいリンクをメールで受け取る
confirm-new-link = 新しいリンクを請求する

## ご自身のデータの写し

copy-title = お客様のデータの写し
copy-lead = { $sender }が{ $address }について保有している内容です（{ $date }現在）。
copy-keep = 今すぐ保存してください。このリンクで開けるのは1時間だけです。
copy-take-page = ページとして保存する
copy-take-json = プログラム用のファイル（JSON）として保存する
copy-redacted = 他の方に関する部分は取り除かれ、[redacted]と表示されています。
copy-own = 設定とお申し出
copy-own-purpose = 設定を守り、お返事をし、その両方を証明できるようにするために保管しています。お客様のリンク、ページ、メール、および送信者のプログラムから得たものです。削除の後は、メールの送信を防ぐためのアドレスの暗号化された痕跡だけが残ります。
copy-history = 変更の内容と経路
copy-more = 各リストには最新の行だけを表示しています。JSONファイルにはすべてが含まれます。
copy-cases = お申し出の内容
copy-mails = 保管しているメール
copy-imports = アドレスが含まれていた取り込み済みリスト
copy-none = 記録はありません。
copy-nothing = そこにはお客様に関する情報はありません。
copy-data = データの種類
copy-purpose = 目的
copy-retention = 保管期間
copy-source = 入手元
copy-unstated = 記載がありません。
copy-receivers = データの提供先
copy-receivers-none = データは誰にも提供していません。
copy-rights = お客様の権利
copy-rights-list = データの訂正や削除、利用の制限、プログラムで読める形での受け取り、利用への異議、同意の撤回をいつでも求めることができます。
copy-complain = ご不満な点は、まず{ $sender }にお知らせください。お住まいまたは勤務先の地域のデータ保護機関に申し立てること、裁判所に訴えることもできます。
copy-on = 有効
copy-all = { $sender }からのすべての宣伝メール
copy-everywhere = グループのすべての送信者からの宣伝メール
copy-kind-access = データの写し
copy-kind-correction = 訂正
copy-kind-deletion = 削除
copy-kind-sharing_opt_out = データを第三者に提供しない
copy-kind-complaint = 苦情
copy-kind-redirect = 別の会社あて
copy-kind-question = ご質問
copy-kind-unclear = まだ内容が確認されていません
copy-door-heading = データの写しを開きますか？
copy-door = { $sender }が{ $address }について保有している内容が表示されます。他の人に見られない場所で開いてください。
copy-door-button = 写しを開く
copy-door-once = それから1時間、このリンクで開くことができます。
copy-used = この写しはすでに開かれました。1時間が過ぎると、このリンクでは開けません。
copy-again = 新しいリンクが必要な場合は、整理番号を添えて{ $sender }にご連絡ください。
copy-gone-heading = 写しはもうここにはありません
mail-copy-subject = { $sender }：データの写し
mail-copy = { $sender }が{ $address }について保有しているデータの写しの準備ができました。
mail-copy-link = 次のページで開いてください。
mail-copy-once = 開けるのは一度、1時間だけです。リンクを持つ人は誰でも開けるため、他の人に渡さないでください。

## エラー

error-unknown-link-heading = このリンクは使えません
error-unknown-link = リンクの一部が欠けている可能性があります。メールのリンクをもう一度お試しいただくか、メールアドレスを入力して配信を停止してください。
error-not-found-heading = ページが見つかりません
error-not-found = ページのアドレスに誤りがある可能性があります。
error-malformed-heading = 読み取れませんでした
error-malformed = 送信された内容が壊れていました。何も変更されていません。前のページに戻って、もう一度お試しください。
error-method-not-allowed-heading = ここではこの操作はできません
error-method-not-allowed = このページが対応していない方法で呼び出されました。何も変更されていません。
error-too-large-heading = 送信された内容が大きすぎます
error-too-large = このページで受け取れる量を超えています。何も変更されていません。
error-too-many-heading = リクエストが多すぎます
error-too-many = 何も変更されていません。しばらく待ってから、もう一度お試しください。
error-unavailable-heading = ご要望を保存できませんでした
error-unavailable = 何も変更されていません。お客様ではなく、こちらの不具合です。もう一度お試しください。
error-internal-heading = 問題が発生しました
error-internal = お客様ではなく、こちらの不具合です。配信を停止しようとされていた場合は、もう一度お試しください。
error-retry = 約{ DIGITS($seconds) }秒後に使えるようになる見込みです。
error-retry-button = もう一度試す
error-way-out = メールアドレスを入力して配信を停止する

## トラッキング

tracking-title = ウェブ上のトラッキング
tracking-heading = ウェブ上のトラッキングを停止しますか？
tracking-open = { $sender }は、自社のページでのお客様の行動を追跡することがあります。ここで停止できます。
tracking-button = トラッキングを停止する
tracking-stopped-heading = トラッキングは停止されています
tracking-stopped = { $sender }は、自社のページでのお客様の行動を追跡しません。
tracking-allowed-heading = トラッキングは許可されています
tracking-cookie = この設定は、お使いのブラウザーのCookieに保存されます。Cookieを削除した場合は、もう一度このページで設定してください。

## メール

mail-expires = リンクの有効期限は{ $date }です。
mail-confirm-subject = 「{ $topic }」を受信しますか？
mail-confirm-subject-all = { $sender }の広告メールを受信しますか？
mail-confirm = { $sender }の「{ $topic }」を { $address } で受信したいというお申し込みがありました（おそらくご本人によるものです）。確認していただくと、配信が始まります。
mail-confirm-all = { $sender }の広告メールを { $address } で再び受信したいというお申し込みがありました（おそらくご本人によるものです）。確認していただくと、配信が再開します。
mail-confirm-link = 確認するには、次のページを開いてください：
mail-confirm-ignore = お心当たりがない場合は、何もなさらないでください。何も変わりません。
mail-link-subject = { $sender }からのメールの配信設定
mail-link = { $sender }から { $address } 宛てに届くメールの配信設定へのリンクです。当方のページで請求がありました（おそらくご本人によるものです）。
mail-link-ignore = お心当たりがない場合は、何もなさらないでください。何も変更されていません。リンクをほかの人に渡さないでください。
mail-stopped-subject = { $sender }の広告メールを停止しました
mail-stopped = { $address } 宛ての{ $sender }の広告メールを停止しました。
mail-stopped-restore = お心当たりがない場合は、こちらから元に戻せます：
mail-stopped-restore-link = 元に戻す
mail-answer-subject = { $sender }へのお問い合わせについて
mail-answer-received = お問い合わせを受け付けました。
mail-answer-stopped-topics = { $address } 宛ての{ $sender }の次のメールを停止しました：{ $topics }
mail-answer-paused = { $address } 宛ての{ $sender }の広告メールを一時停止しました（再開日：{ $date }）。
mail-answer-sharing = { $address } に関するデータを第三者に提供しないよう記録しました。
mail-answer-asked-resubscribe = 広告メールの受信再開をご希望と理解しました。
mail-answer-asked-access = 保管しているお客様のデータの写しをご希望と理解しました。
mail-answer-asked-correction = お客様に関する記録の訂正をご希望と理解しました。
mail-answer-asked-deletion = お客様に関するデータの削除をご希望と理解しました。
mail-answer-asked-complaint = 不都合があったというご連絡と理解しました。
mail-answer-asked-redirect = 当社のお客様企業宛てのご連絡と理解しました。
mail-answer-asked-question = ご質問があると理解しました。
mail-answer-confirm = ほかの人が代わりに手続きできないよう、別のメールで確認をお願いしています。
mail-answer-person = 担当者が対応し、{ $date }（UTC）までにお返事いたします。
mail-answer-wrong = 内容に誤りがある場合は、お手数ですがもう一度ご連絡ください。
mail-answer-reference = 受付番号：{ $reference }
mail-request-subject = { $sender }へのご請求の確認のお願い
mail-request-access = { $address } に関するデータの写しの請求が{ $sender }に届きました（おそらくご本人によるものです）。確認していただくと、写しをご用意します。
mail-request-correction = { $address } に関する記録の訂正の請求が{ $sender }に届きました（おそらくご本人によるものです）。確認していただくと、手続きを進めます。
mail-request-deletion = { $address } に関するデータの削除の請求が{ $sender }に届きました（おそらくご本人によるものです）。確認していただくと、手続きを進めます。
mail-agent-subject = 転送されたメールの処理結果
mail-agent-lead = 転送されたメールの処理結果は次のとおりです：
mail-agent-acted = { $address }：ご要望どおりに処理しました。
mail-agent-partly = { $address }：配信は停止しました。残りは担当者の処理待ちです。
mail-agent-asked = { $address }：確認をお願いするメールを送りました。
mail-agent-review = { $address }：担当者の判断が必要です。処理待ちになっています。
mail-agent-unknown = 対象の方が特定できません。担当者の判断が必要です。処理待ちになっています。
mail-agent-nothing = { $address }：変更の必要はありませんでした。
