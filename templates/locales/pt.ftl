# Português: grafia do Brasil, mas compreensível e cortês também em Portugal: terceira pessoa, sem «você».
# «cancelar a inscrição», «desativar», «ativar», «pausa»; sem tentar convencer.

## A língua

language-name = Português
digits = 0123456789
date = { $day ->
        [1] 1º
       *[other] { DIGITS($day) }
    } de { $month ->
        [1] janeiro
        [2] fevereiro
        [3] março
        [4] abril
        [5] maio
        [6] junho
        [7] julho
        [8] agosto
        [9] setembro
        [10] outubro
        [11] novembro
       *[12] dezembro
    } de { DIGITS($year) }
list-more = { $first }, { $second }
list-last = { $first } e { $second }

## Em todas as páginas

skip = Ir para o conteúdo
test-link = Este é um link de teste. Faça o que fizer aqui, nada muda para ninguém.
gpc-honoured = Pedido de exclusão respeitado: o seu navegador envia o sinal Global Privacy Control, e nós o respeitamos.
footer-support = Dúvidas? Escreva para
footer-policy = Política de privacidade, última atualização: { $date }
footer-language = Idioma:
footer-languages = Idiomas
fact-from = De
fact-formerly = (antes { $names })
fact-to = Para
fact-for = Para
on-its-way = Um e-mail que já esteja a caminho ainda pode chegar.
goes-on = O que não é publicidade continua a ser enviado: { $topics }.
stop-all = Não receber mais nenhuma publicidade de { $sender }
stop-button = Desativar
stop-named = Desativar: { $name }
turn-on-button = Ativar
turn-on-named = Ativar: { $name }
allow-button = Permitir
allow-named = Permitir: { $name }
undo-button = Desfazer
to-preferences = Ver todas as preferências
to-preferences-or-pause = Fazer uma pausa ou escolher temas

## Cancelar a inscrição

unsubscribe-title = Cancelar a inscrição
unsubscribe-heading = Cancelar a inscrição em “{ $topic }”?
unsubscribe-button = Cancelar a inscrição
unsubscribe-stopped-title = A inscrição foi cancelada
unsubscribe-stopped-topic = { $sender } não lhe envia mais “{ $topic }”.
unsubscribe-stopped-all = { $sender } não lhe envia mais publicidade.

## Feito

done-stopped-heading = Pronto
done-stopped = { $sender } não lhe enviará mais “{ $topic }”.
done-stopped-all-heading = Pronto: não receberá mais publicidade
done-stopped-all = { $sender } não lhe enviará mais publicidade.
done-paused-heading = Em pausa
done-paused = { $sender } não lhe enviará publicidade antes de { $date }.
done-undone-heading = Desfeito
done-undone = O cancelamento foi desfeito. As suas outras preferências continuam como estavam.
done-undo-too-late-heading = Para isto é preciso um e-mail
done-undo-too-late = Não é mais possível desfazer diretamente aqui. Para que ninguém o faça em seu lugar, enviamos um link para { $address }.
done-confirm-button = Receber o link
done-confirm-mail-sent-heading = Verifique a sua caixa de entrada
done-confirm-mail-sent = Um link está a caminho de { $address }. Enquanto não o abrir, nada muda.
done-reason-thanked-heading = Agradecemos a resposta
done-reason-thanked = Ela foi anotada. { $sender } não lhe escreverá por causa disso.
reason-heading = Gostaria de nos dizer o motivo?
reason-free = A resposta é opcional. A sua escolha vale em qualquer caso.
reason-too-many = E-mails demais
reason-not-relevant = Não me interessa
reason-never-asked = Nunca pedi
reason-no-longer-needed = Não preciso mais
reason-other = Outro motivo

## Preferências

preferences-title = As suas preferências
preferences-heading = As suas mensagens de { $sender }
preferences-topics = Temas
preferences-all-stopped = Toda a publicidade de { $sender } está desativada.
preferences-paused = A publicidade está em pausa até { $date }.
state-receiving = Ativado
state-stopped = Desativado
state-paused = Em pausa
state-not-subscribed = Sem inscrição
turn-on-all = Ativar a publicidade de { $sender }
stop-everywhere = Não receber mais publicidade também de { $senders }
everywhere-stopped = A publicidade de { $senders } também está desativada.
pause-heading = Fazer uma pausa
pause-hint = Sem publicidade durante algum tempo. Depois, ela volta automaticamente.
pause-days = { $days ->
        [one] { DIGITS($days) } dia
       *[other] { DIGITS($days) } dias
    }
resume-button = Terminar a pausa agora
data-heading = Os seus dados
sharing-name = Envio de dados a terceiros
sharing-hint = Indica se { $sender } pode transmitir os seus dados pessoais a outras empresas para os fins delas.
tracking-name = Rastreamento
tracking-hint = Indica se { $sender } pode acompanhar a sua atividade na web.
again-heading = Voltar a ativar algo
again-hint = Para isto é preciso um link, que enviamos para { $address }, de modo que ninguém o faça em seu lugar.
again-button = Receber o link
stays-heading = O que continua a chegar
stays-hint = Não é publicidade: faz parte da sua relação com o remetente.
status-stopped = Pronto. Não receberá mais “{ $topic }”.
status-stopped-all = Pronto. Toda a publicidade está desativada.
status-stopped-everywhere = Pronto. A publicidade de todos estes remetentes está desativada.
status-paused = Pronto. A publicidade está em pausa até { $date }.
status-resumed = Pronto. A pausa terminou.
status-turned-on = Pronto. Passará a receber “{ $topic }”.
status-turned-on-all = Pronto. A publicidade está ativada.
status-sharing-stopped = Pronto. Os seus dados não são mais transmitidos a terceiros.
status-sharing-allowed = Pronto. Os seus dados podem voltar a ser transmitidos a terceiros.
status-tracking-stopped = Pronto. O rastreamento está desativado.
status-tracking-allowed = Pronto. O rastreamento voltou a ser permitido.
status-link-sent = Um link está a caminho de { $address }.
status-undone = Desfeito. As suas outras preferências continuam como estavam.
status-undo-too-late = Não é mais possível desfazer diretamente aqui. Peça o envio do link mais abaixo.
status-needs-link = Nada foi alterado. Para ativar algo, peça o envio do link mais abaixo.
status-unchanged = Já estava assim. Nada foi alterado.

## E-mail perdido

lost-heading = Não tem mais o e-mail?
lost-error-title = Erro: verifique o seu endereço
lost-lead = O seu endereço de e-mail é suficiente.
lost-sender-label = E-mails de qual remetente?
lost-address-label = O seu endereço de e-mail
lost-malformed = Este endereço de e-mail não está completo. Deve ter a forma nome@example.org.
lost-stop-button = Não receber mais nenhuma publicidade
lost-link-button = Receber um link para todas as preferências
lost-hint = Usamos o endereço apenas para isto. Faturas, avisos de segurança e mensagens semelhantes continuam a ser enviados.
lost-stopped-heading = Publicidade desativada
lost-stopped = { $sender } não enviará mais publicidade para este endereço.
lost-notice = Enviamos um único aviso para o endereço, com o qual é possível reverter isto.
lost-link-sent-heading = Verifique a caixa de entrada
lost-link-sent = Se este endereço pode receber e-mails, um link está a caminho.
lost-limited-heading = Tentativas demais
lost-limited = Desta vez nada foi feito. Aguarde alguns minutos e tente novamente.
lost-another = Informar outro endereço

## Confirmar

confirm-ask-turn-on = Ativar “{ $topic }”?
confirm-ask-turn-on-all = Ativar a publicidade de { $sender }?
confirm-ask-open-preferences = Abrir todas as preferências?
confirm-ask-undo = Desfazer o cancelamento?
confirm-lead-turn-on = { $sender } passará a enviar-lhe esses e-mails. É possível desativá-los de novo a qualquer momento.
confirm-lead-turn-on-all = { $sender } voltará a escrever-lhe. É possível desativar de novo a qualquer momento.
confirm-lead-open-preferences = Poderá então ativar e desativar os e-mails de { $sender }, tema por tema.
confirm-lead-undo = Tudo ficará como antes, e { $sender } poderá voltar a escrever-lhe.
confirm-button-turn-on = Ativar
confirm-button-turn-on-all = Ativar
confirm-button-open-preferences = Abrir
confirm-button-undo = Desfazer o cancelamento
confirm-ignore = Se este pedido não é seu, feche a página. Nada acontecerá.
confirm-done-turn-on = “{ $topic }” está ativado
confirm-done-turn-on-all = A publicidade de { $sender } está ativada
confirm-done-open-preferences = As suas preferências estão abertas
confirm-done-undo = O cancelamento foi desfeito
confirm-done = Pode mudar isto a qualquer momento.
confirm-ask-request-access = Pedir uma cópia dos seus dados?
confirm-ask-request-correction = Pedir a correção dos seus dados?
confirm-ask-request-deletion = Pedir a eliminação dos seus dados?
confirm-lead-request = { $sender } cuidará então do pedido e enviará uma resposta.
confirm-button-request = Confirmar
confirm-done-request = O seu pedido está confirmado
confirm-done-next-request = Uma pessoa de { $sender } cuidará do pedido e enviará uma resposta.
confirm-used-heading = Este link já foi usado
confirm-used = Cada um destes links funciona uma única vez. O que ele devia fazer já foi feito; agora nada foi alterado.
confirm-expired-heading = Este link é antigo demais
confirm-expired = Estes links funcionam durante 7 dias. Nada foi alterado.
confirm-resend-button = Receber um novo link
confirm-new-link = Pedir um novo link

## Uma cópia dos próprios dados

copy-title = A cópia dos seus dados
copy-lead = Isto é o que { $sender } conserva sobre { $address }, na data de { $date }.
copy-keep = Guarde-a agora: o link abre-a durante uma hora.
copy-take-page = Levar como página
copy-take-json = Levar como ficheiro para programas (JSON)
copy-redacted = O que diz respeito a outras pessoas foi retirado; no seu lugar está [redacted].
copy-own = As suas escolhas e pedidos
copy-own-purpose = Isto é conservado para que as suas escolhas valham, para responder aos pedidos e para poder provar ambas as coisas. Vem dos seus links, páginas e e-mails, e dos programas do remetente. Depois de uma eliminação fica apenas um vestígio cifrado do endereço, que impede novos envios.
copy-history = O que mudou e como
copy-more = Cada lista mostra aqui apenas as linhas mais recentes. O ficheiro JSON tem todas.
copy-cases = O que foi pedido
copy-mails = Os seus e-mails conservados
copy-imports = Listas importadas com o seu endereço
copy-none = Nada está registado.
copy-nothing = Ali nada é conservado a seu respeito.
copy-data = Que dados
copy-purpose = Para quê
copy-retention = Por quanto tempo
copy-source = De onde
copy-unstated = Não indicado.
copy-receivers = Quem recebe dados
copy-receivers-none = Os dados não são passados a ninguém.
copy-rights = Os seus direitos
copy-rights-list = É possível pedir a correção ou a eliminação dos dados, limitar o seu uso, recebê-los num formato para programas, opor-se ao seu uso e retirar um consentimento a qualquer momento.
copy-complain = Algo não está bem? Escreva primeiro para { $sender }. Também é possível reclamar junto de uma autoridade de proteção de dados, onde vive ou trabalha, e recorrer aos tribunais.
copy-on = Ativado
copy-all = Todos os e-mails promocionais de { $sender }
copy-everywhere = E-mails promocionais de todos os remetentes do grupo
copy-kind-access = Uma cópia dos dados
copy-kind-correction = Uma correção
copy-kind-deletion = Uma eliminação
copy-kind-sharing_opt_out = Nenhum envio de dados a terceiros
copy-kind-complaint = Uma reclamação
copy-kind-redirect = Destinado a outra pessoa
copy-kind-question = Uma pergunta
copy-kind-unclear = Ainda não compreendido
copy-door-heading = Abrir a cópia dos seus dados?
copy-door = Ela mostra o que { $sender } conserva sobre { $address }. Abra-a onde ninguém possa ver.
copy-door-button = Abrir a cópia
copy-door-once = A partir daí o link abre-a durante uma hora.
copy-used = A cópia já foi aberta. Passada uma hora, o link deixa de a abrir.
copy-again = Para obter um novo link, escreva para { $sender } e indique a referência.
copy-gone-heading = A cópia já não está aqui
mail-copy-subject = A cópia dos seus dados em { $sender }
mail-copy = A cópia dos dados que { $sender } conserva sobre { $address } está pronta.
mail-copy-link = Abra-a nesta página:
mail-copy-once = Ele abre a cópia uma só vez, durante uma hora. Não o passe a ninguém: quem o tiver pode abrir a cópia.

## A página de um pedido

case-title = O seu pedido
case-heading = O seu pedido a { $sender }
case-kind-access = Uma cópia dos seus dados
case-kind-correction = A correção dos seus dados
case-kind-deletion = A eliminação dos seus dados
case-kind-sharing-opt-out = O fim do envio dos seus dados a terceiros
case-kind-complaint = Uma reclamação
case-kind-redirect = Uma mensagem para outra empresa
case-kind-question = Uma pergunta
case-kind-unclear = Uma mensagem que uma pessoa deve ler
case-state-with-us = Uma pessoa cuida do pedido
case-state-with-others = Aguardamos outros que têm dados seus
case-state-with-you-to-confirm = Aguarda a sua confirmação
case-state-with-you = Aguarda a sua resposta
case-state-done = Concluído
case-state-refused = Recusado
case-state-withdrawn = Retirado por si
case-state-again = Pedido uma segunda vez
case-state-redirected = Destinado a outra empresa
case-state-closed = Encerrado
case-state-unconfirmed = Não confirmado
case-state-erased = Os dados foram eliminados
case-late = Já deveria ter recebido uma resposta. Pedimos desculpa. Se não receber notícias em breve, escreva a { $sender }.
case-next-no-date = Uma pessoa de { $sender } cuidará do pedido e enviará uma resposta.
case-next-with-us = Uma pessoa de { $sender } cuidará do pedido e responderá até { $date }.
case-next-with-others = { $sender } avisou quem tem os seus dados e aguarda. Receberá uma resposta até { $date }.
case-next-with-you-to-confirm = Enviámos-lhe um link. Abra-o e confirme, para que ninguém possa pedir isto em seu lugar. Até lá nada é mostrado, alterado ou eliminado.
case-next-with-you = { $sender } fez-lhe uma pergunta por e-mail. Responda, por favor, e o pedido prossegue.
case-next-done-access = Recebeu uma cópia dos seus dados.
case-next-done-correction = O que estava registado a seu respeito foi corrigido.
case-next-done-deletion = Os seus dados foram eliminados. Fica apenas uma marca que impede o envio de publicidade.
case-next-done-sharing-opt-out = Os seus dados já não são enviados a terceiros, e quem os tinha foi avisado.
case-next-done-other = Recebeu uma resposta.
case-next-refused = { $sender } não fez o que pediu.
case-next-withdrawn = Nada mais acontece. Pode voltar a pedir em qualquer altura.
case-next-again = Já tinha pedido o mesmo. Esse pedido prossegue, e a data dele é que conta.
case-next-redirected = Isto diz respeito a outra empresa. Dissemos-lhe a quem se dirigir.
case-next-closed = { $sender } não encontrou nada a fazer. Se for engano, escreva-nos.
case-next-unconfirmed = Ninguém confirmou a tempo, por isso nada foi mostrado, alterado ou eliminado. Pode voltar a pedir em qualquer altura.
case-next-erased = Todos os dados a seu respeito foram eliminados. Deste pedido resta apenas o que foi pedido e quando.
case-first = Ver o primeiro pedido
case-reason-not-identified = Não foi possível demonstrar que o pedido era seu.
case-reason-legal-obligation = A lei obriga-nos a conservar os dados.
case-reason-legal-claim = Os dados são necessários para um direito em tribunal.
case-reason-excessive = O pedido era infundado ou repetido vezes de mais.
case-reason-nothing-held = Não temos dados a seu respeito.
case-reason-rights-of-others = Os direitos de outras pessoas seriam prejudicados.
case-reason-already-right = O que está registado está certo.
case-complain = Se não concordar, diga-o a { $sender }. Também pode reclamar junto de uma autoridade de proteção de dados, como a do lugar onde vive, e recorrer a tribunal.
case-received = Recebido em
case-confirmed = Confirmado em
case-due = Resposta até
case-answered = Respondido em
case-policy = Política de privacidade
case-reference = Referência
case-zone = Todos os dias são os do fuso horário { $zone }.
case-withdraw-heading = Mudou de ideia?
case-withdraw-hint = Pode retirar o pedido. Então ninguém mais trabalha nele. A publicidade desativada continua assim.
case-withdraw-button = Retirar o pedido
case-status-withdrawn = Feito. Retirou o pedido.
case-status-too-late = Nada foi alterado: este pedido já não pode ser retirado.

## Pedidos e histórico, na página de um link enviado

own-requests = Os seus pedidos
own-no-requests = Ainda não pediu nada.
own-look = Ver
own-look-named = Ver: { $what }, { $date }
own-received = Recebido em { $date }
own-received-due = Recebido em { $date }, resposta até { $due }
own-ask = Fazer um pedido
own-ask-hint = Antes de algo ser mostrado, alterado ou eliminado, enviamos mais uma vez um link para { $address } e a confirmação é feita aí.
own-ask-access = Pedir uma cópia dos seus dados
own-ask-correction = Corrigir algo a seu respeito
own-ask-deletion = Eliminar os seus dados
own-ask-complaint = Reclamar
own-correction-text = O que está errado, e o que está certo?
own-correction-address = Novo endereço de e-mail, se mudou
own-correction-button = Pedir a correção
own-deletion-hint = { $sender } elimina então o que guarda a seu respeito. Fica apenas uma marca que impede o envio de publicidade. Não é possível desfazer.
own-deletion-button = Pedir a eliminação
own-complaint-text = O que deve { $sender } saber?
own-complaint-button = Enviar a reclamação
own-fault-empty = Escreva, por favor, do que se trata.
own-fault-long = É longo de mais. Use no máximo { DIGITS($count) } caracteres.
own-fault-hidden = Contém caracteres que ninguém consegue ver. Escreva de novo sem eles.
own-history = O que foi alterado
own-history-hint = Um recibo prova uma alteração, a qualquer pessoa e sem nós. Guarde-o se puder vir a precisar dele.
own-no-changes = Ainda nada foi alterado.
own-earlier = Alterações anteriores
own-more = Há alterações mais antigas. Uma cópia dos seus dados contém todas.
own-receipt = Transferir o recibo
own-receipt-named = Transferir o recibo: { $date }
own-needs-link = Com esse link vê também os seus pedidos e o que foi alterado, e pode pedir uma cópia, uma correção ou uma eliminação, ou reclamar.
status-asked-confirm = Quase feito. Enviámos um link para { $address }: abra-o e confirme o pedido.
status-asked-person = O seu pedido chegou. Uma pessoa responderá até { $date }.
status-asked-again = Já tinha pedido isto. Esse pedido prossegue.
status-not-asked = Ainda nada foi enviado. Veja o campo assinalado mais abaixo.
status-ask-by-mail = Nada foi alterado. Para isto, peça o link por e-mail, mais abaixo.
change-stopped = Desativado: { $what }
change-turned-on = Ativado: { $what }
change-paused = Em pausa: { $what }
change-resumed = Pausa terminada
change-taken-back = Alteração retirada: { $what }
change-complained = Comunicado como indesejado ao fornecedor de e-mail
change-undeliverable = Não foi possível entregar um e-mail
change-other = Alterado: { $what }
change-asked = Pedido: { $what }
change-confirmed = Confirmado: { $what }
change-ended = Pedido terminado: { $what }
change-link = Foi-lhe enviado um link
change-corrected = Endereço corrigido
change-erased = Dados eliminados
scope-all = toda a publicidade
scope-everywhere = a publicidade de todas as marcas
way-one-click = com o botão do seu programa de e-mail
way-page = numa página
way-confirmation = com um link enviado
way-mail = por e-mail
way-staff = através do remetente
way-system = automaticamente

## Erros

error-unknown-link-heading = Este link não funciona
error-unknown-link = Talvez falte uma parte. Tente novamente o link do e-mail ou cancele a inscrição com o seu endereço.
error-not-found-heading = Não há nada aqui
error-not-found = Talvez o endereço da página tenha um erro de digitação.
error-malformed-heading = Não foi possível ler o envio
error-malformed = O formulário chegou danificado. Nada foi alterado. Volte à página anterior e tente novamente.
error-method-not-allowed-heading = Isto não funciona aqui
error-method-not-allowed = A página foi chamada de uma forma que ela não reconhece. Nada foi alterado.
error-too-large-heading = O envio foi grande demais
error-too-large = Foi enviado mais do que esta página aceita. Nada foi alterado.
error-too-many-heading = Pedidos demais
error-too-many = Nada foi alterado. Aguarde um momento e tente novamente.
error-unavailable-heading = O seu pedido não foi guardado
error-unavailable = Nada foi alterado. A falha é nossa, não sua. Tente novamente.
error-internal-heading = Ocorreu um erro
error-internal = A falha é nossa, não sua. Se queria cancelar a inscrição, tente novamente.
error-retry = { $seconds ->
        [one] Deve funcionar dentro de cerca de { DIGITS($seconds) } segundo.
       *[other] Deve funcionar dentro de cerca de { DIGITS($seconds) } segundos.
    }
error-retry-button = Tentar novamente
error-way-out = Cancelar a inscrição com o seu endereço

## Rastreamento

tracking-title = Rastreamento na web
tracking-heading = Desativar o rastreamento na web?
tracking-open = { $sender } pode acompanhar a sua atividade nas páginas que mantém. Aqui é possível desativar isso.
tracking-button = Desativar o rastreamento
tracking-stopped-heading = O rastreamento está desativado
tracking-stopped = { $sender } não acompanha a sua atividade nas páginas que mantém.
tracking-allowed-heading = O rastreamento está permitido
tracking-cookie = Esta escolha fica guardada em um cookie deste navegador. Se o apagar, volte a esta página.

## E-mails

mail-expires = O link funciona até { $date }.
mail-confirm-subject = Ativar “{ $topic }”?
mail-confirm-subject-all = Ativar a publicidade de { $sender }?
mail-confirm = Recebemos um pedido, provavelmente seu, para que { $sender } envie “{ $topic }” para { $address }. O envio começará assim que o pedido for confirmado.
mail-confirm-all = Recebemos um pedido, provavelmente seu, para que { $sender } volte a enviar publicidade para { $address }. O envio recomeçará assim que o pedido for confirmado.
mail-confirm-link = Para confirmar, abra esta página:
mail-confirm-ignore = Se este pedido não é seu, não faça nada. Nada acontecerá.
mail-link-subject = As suas preferências sobre os e-mails de { $sender }
mail-link = Este é o link para as suas preferências sobre os e-mails de { $sender } para { $address }. Recebemos na nossa página um pedido para enviá-lo, provavelmente seu.
mail-link-ignore = Se este pedido não é seu, não faça nada. Nada foi alterado. Por favor, não repasse o link a ninguém.
mail-stopped-subject = A publicidade de { $sender } está desativada
mail-stopped = A publicidade de { $sender } para { $address } foi desativada.
mail-stopped-restore = O pedido não foi seu? É possível reativá-la aqui:
mail-stopped-restore-link = Reativar
mail-answer-subject = A sua mensagem para { $sender }
mail-answer-received = Recebemos a sua mensagem.
mail-answer-stopped-topics = Foram desativados estes e-mails de { $sender } para { $address }: { $topics }.
mail-answer-paused = A publicidade de { $sender } para { $address } está em pausa até { $date }.
mail-answer-sharing = Ficou anotado que os dados sobre { $address } não devem ser transmitidos a terceiros.
mail-answer-asked-resubscribe = Entendemos que deseja voltar a receber publicidade.
mail-answer-asked-access = Entendemos que deseja uma cópia dos dados mantidos a seu respeito.
mail-answer-asked-correction = Entendemos que algum dado a seu respeito deve ser corrigido.
mail-answer-asked-deletion = Entendemos que os dados a seu respeito devem ser eliminados.
mail-answer-asked-complaint = Entendemos que algo não correu bem.
mail-answer-asked-redirect = Entendemos que a sua mensagem se destina a um dos nossos clientes.
mail-answer-asked-question = Entendemos que tem uma pergunta.
mail-answer-confirm = Outro e-mail pede a sua confirmação, para que ninguém o faça em seu lugar.
mail-answer-person = Uma pessoa cuidará do assunto e responderá até { $date } (UTC).
mail-answer-wrong = Entendemos mal? Escreva-nos novamente.
mail-answer-reference = Referência: { $reference }
mail-request-subject = Confirme o que pediu a { $sender }
mail-request-access = { $sender } recebeu um pedido, provavelmente seu, de uma cópia dos dados sobre { $address }. Ela será preparada assim que o pedido for confirmado.
mail-request-correction = { $sender } recebeu um pedido, provavelmente seu, de correção dos dados sobre { $address }. Isso será feito assim que o pedido for confirmado.
mail-request-deletion = { $sender } recebeu um pedido, provavelmente seu, de eliminação dos dados sobre { $address }. Isso será feito assim que o pedido for confirmado.
mail-agent-subject = O que foi feito com os e-mails encaminhados
mail-agent-lead = Foi isto o que se fez com os e-mails que encaminhou:
mail-agent-acted = { $address }: feito conforme o pedido.
mail-agent-partly = { $address }: o envio foi interrompido; o resto espera por uma pessoa na fila.
mail-agent-asked = { $address }: foi enviado um e-mail que pede confirmação.
mail-agent-review = { $address }: uma pessoa precisa decidir; está na fila.
mail-agent-unknown = Não está claro de quem se trata: uma pessoa precisa decidir; está na fila.
mail-agent-nothing = { $address }: não havia nada a alterar.

## E-mails sobre pedidos: lembretes, perguntas, últimas respostas

mail-request-reminder = O pedido ainda não foi confirmado. Sem confirmação, será encerrado em { $date }.
mail-request-yes = Ou responda a este e-mail com uma só palavra: sim.
mail-case-subject = O seu pedido a { $sender }
mail-case-asked-access = Em { $date }, { $sender } recebeu um pedido de cópia dos dados sobre { $address }.
mail-case-asked-correction = Em { $date }, { $sender } recebeu um pedido de correção dos dados sobre { $address }.
mail-case-asked-deletion = Em { $date }, { $sender } recebeu um pedido de eliminação dos dados sobre { $address }.
mail-case-asked-sharing_opt_out = Em { $date }, { $sender } recebeu um pedido para não transmitir a terceiros os dados sobre { $address }.
mail-case-asked-complaint = Em { $date }, { $sender } recebeu a sua reclamação.
mail-case-asked-redirect = Em { $date }, { $sender } recebeu de { $address } uma mensagem que se destina a um dos nossos clientes.
mail-case-asked-question = Em { $date }, { $sender } recebeu a sua pergunta.
mail-case-done-access = Está feito: a cópia foi entregue.
mail-case-done-correction = Está feito: o que estava errado foi corrigido.
mail-case-done-deletion = Está feito: os dados foram eliminados. Ficam apenas um código calculado a partir do endereço (uma espécie de impressão digital dele), para que não lhe seja enviada mais publicidade, e as datas em que este pedido chegou e foi respondido.
mail-case-done-sharing_opt_out = Está feito: os dados não são mais transmitidos a terceiros.
mail-case-done-complaint = Examinamos o assunto.
mail-case-done-redirect = O assunto está resolvido.
mail-case-done-question = A pergunta foi respondida.
mail-case-parties = Recebemos a confirmação de que também foi feito por: { $parties }.
mail-case-refused = Isso não foi feito. O motivo:
mail-case-reason-not_identified = não conseguimos confirmar que é a pessoa titular dos dados.
mail-case-reason-legal_obligation = a lei nos obriga a conservar os dados.
mail-case-reason-legal_claim = os dados são necessários para exercer ou defender um direito em processo judicial.
mail-case-reason-excessive = o pedido é manifestamente infundado ou excessivo.
mail-case-reason-nothing_held = não temos dados a seu respeito.
mail-case-reason-rights_of_others = isso prejudicaria os direitos de outras pessoas.
mail-case-reason-already_right = os dados guardados estão corretos.
mail-case-redirected = Os dados não são nossos: são guardados apenas por conta de { $controller }, a quem cabe exclusivamente decidir sobre eles. Por favor, dirija-lhe o seu pedido.
mail-case-redirected-ask = Pode dirigir-se aqui:
mail-case-words = Nas nossas próprias palavras:
mail-case-withdrawn = Conforme desejou, não damos seguimento ao pedido. Nada foi revelado nem alterado.
mail-case-closed = Ninguém confirmou o pedido a tempo, por isso ele foi encerrado. Nada foi revelado nem alterado.
mail-case-closed-back = Ainda deseja manter o pedido? Confirme-o aqui e ele terá seguimento:
mail-case-again = Não ficou como esperava? Responda a este e-mail e uma pessoa voltará a examinar o assunto.
mail-case-authority = Também pode apresentar uma reclamação à autoridade de proteção de dados do lugar onde mora ou recorrer aos tribunais.
mail-case-bodies = Entidades independentes que atendem reclamações a nosso respeito:
mail-case-status = Aqui pode acompanhar o andamento:
mail-case-status-link = Acompanhar o andamento
mail-case-extended = Precisamos de mais tempo: responderemos até { $date } (UTC).
mail-case-extended-complexity = O motivo: o assunto é complexo.
mail-case-extended-number = O motivo: os seus pedidos são numerosos.
mail-case-question-subject = { $sender } tem uma pergunta sobre o seu pedido
mail-case-question-identity = Para continuar, precisamos confirmar que é a pessoa titular dos dados.
mail-case-question-clarification = Para continuar, precisamos saber com mais exatidão o que quer dizer.
mail-case-question-reply = Responda a este e-mail, por favor. Assim que a sua resposta chegar, continuaremos.
