// SPDX-License-Identifier: Apache-2.0
// What the page says, in the reader's language.

const ENGLISH = {
    title: 'Ask the documents',
    lead: 'Answers come from the documents: each sentence is checked against the words it rests on.',
    label: 'Your question',
    hint: 'Enter sends, Shift+Enter starts a new line. Each question stands alone.',
    send: 'Ask',
    stop: 'Stop',
    close: 'Close',
    sources: 'Sources',
    answering: 'Looking through the documents…',
    answered: seconds => `Answered in ${seconds} s.`,
    abstained: 'I do not know.',
    abstainedWhy: 'The documents do not answer this, as far as they were found:',
    stopped: 'Stopped. What stands above is not a whole answer.',
    cut: 'The answer was cut off. What stands above is not a whole answer.',
    lost: 'The connection to the service was lost.',
    incident: id => `Incident ${id}`,
    retryAt: time => `It can be asked again from ${time}.`,
    cite: (number, place) => `Source ${number}: ${place}. Show the quoted words.`,
    support: share => `support ${share} %`,
    unsupported: ' (no passage supports this)',
    changed: 'The document has changed since: the quoted words no longer stand there.',
    missing: 'The document cannot be read.',
    shown: 'The quoted words are marked.',
    unavailable: 'The model cannot answer now.',
    rejected: 'The model cannot take this question.',
    policy: 'This question may not be answered here.',
    internal: 'Something is wrong with the service; this is not your fault.',
    TOO_LONG: 'The question is too long.',
    NO_QUESTION: 'There is no question.',
    BUSY: 'Too many questions are being answered. Please ask again in a moment.',
    RATE_LIMITED: 'The model is asked too often. Please ask again later.',
    DEADLINE: 'There was no answer in time.',
    TIMEOUT: 'There was no answer in time.',
    BUDGET: 'The budget for answers is used up.',
    CONFIGURATION: 'The service is not set up rightly; its operator must look at this.',
};

const JAPANESE = {
    title: '文書に質問する',
    lead: '回答は文書から得たものです。文ごとに、根拠となる原文と照合しています。',
    label: '質問',
    hint: 'Enter で送信、Shift+Enter で改行します。質問は一つずつ独立しています。',
    send: '質問する',
    stop: '中止',
    close: '閉じる',
    sources: '出典',
    answering: '文書を調べています…',
    answered: seconds => `${seconds} 秒で回答しました。`,
    abstained: '分かりません。',
    abstainedWhy: '見つかった範囲の文書には答えがありません：',
    stopped: '中止しました。上の文章は完全な回答ではありません。',
    cut: '回答が途中で切れました。上の文章は完全な回答ではありません。',
    lost: 'サービスとの接続が切れました。',
    incident: id => `障害番号 ${id}`,
    retryAt: time => `${time} 以降に、もう一度質問できます。`,
    cite: (number, place) => `出典 ${number}：${place}。引用箇所を表示します。`,
    support: share => `裏付け ${share} %`,
    unsupported: '（裏付けとなる箇所がありません）',
    changed: '文書が変更されたため、引用した語句は元の位置にありません。',
    missing: '文書を読み込めません。',
    shown: '引用箇所に印を付けました。',
    unavailable: 'モデルは現在、回答できません。',
    rejected: 'モデルはこの質問を受け付けられません。',
    policy: 'この質問には、ここではお答えできません。',
    internal: 'サービスに問題が起きています。質問した方の責任ではありません。',
    TOO_LONG: '質問が長すぎます。',
    NO_QUESTION: '質問がありません。',
    BUSY: 'ほかの質問に回答中です。しばらくしてから、もう一度質問してください。',
    RATE_LIMITED: 'モデルへの質問が多すぎます。後でもう一度質問してください。',
    DEADLINE: '時間内に回答が得られませんでした。',
    TIMEOUT: '時間内に回答が得られませんでした。',
    BUDGET: '回答のための予算を使い切りました。',
    CONFIGURATION: 'サービスの設定に誤りがあります。運用担当者の確認が必要です。',
};

export const language = navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en';
export const words = language === 'ja' ? JAPANESE : ENGLISH;

/** Puts the words where the page asks for them. */
export function translate() {
    document.documentElement.lang = language;
    document.title = words.title;
    for (const element of document.querySelectorAll('[data-words]')) {
        element.textContent = words[element.dataset.words];
    }
}
