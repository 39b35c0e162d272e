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
