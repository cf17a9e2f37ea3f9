// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Span;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Sentences that language models say around an answer or in place of one.
 *
 * <p>A short, closed list, matched as whole sentences: what is not on it is taken for a claim. "Yes." and "No." are claims.
 */
final class StockPhrases {

    /** No phrase is longer; spares long claims the comparison. */
    private static final int LONGEST = 200;

    private static final Pattern CONTENT = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern EDGES = Pattern.compile(
            "^(?:\\d{1,2}[.)] )?[\\s#>*_`~\"'|・•:.,!?()\\[\\]。、…「」【】-]*+|[\\s*_`~\"'|:.,!?()\\[\\]。、…「」【】-]+$");

    /** What the passages are called by a model that was given some. */
    private static final String PASSAGES = "(?:the |these |those )?(?:(?:provided |given |retrieved |supplied |above )"
            + "(?:passages|excerpts|context|evidence|documents?|texts?|information|sources?)|passages|excerpts|context)"
            + "(?: provided| given| above)?";

    private static final String PASSAGES_JA =
            "(?:提供された|与えられた|上記の|ご提示の|提示された)" + "(?:資料|文書|情報|文脈|コンテキスト|パッセージ|抜粋|文章)(?:の中|内)?";

    private static final Pattern FILLER = phrases(
            "sure",
            "certainly",
            "of course",
            "hello",
            "hi",
            "(?:great|good) question",
            "thank you(?: for (?:your|the|asking this) question)?",
            "(?:(?:sure|certainly|of course),? )?here(?:'s| is| are) (?:the|your|my|a|an) (?:short |brief )?"
                    + "(?:answer|summary|overview)(?: to your question)?",
            "(?:based on|according to) " + PASSAGES,
            "(?:the )?(?:final |short )?answer",
            "(?:sources?|references?|citations?|summary|in summary|in short|in conclusion|to summarize)",
            "i hope (?:this|that) (?:helps|answers your question)",
            "(?:please )?let me know if you have (?:any )?(?:other |further |more )?questions",
            "(?:以上|以下の(?:とおり|通り)|次の(?:とおり|通り))(?:です|となります|になります)",
            "(?:ご質問に)?お(?:答え|こたえ)(?:し|いたし|致し)ます",
            "(?:ご質問|お問い合わせ)(?:いただき)?(?:、)?ありがとうございます",
            "(?:はい、)?(?:承知(?:し|いたし|致し)ました|かしこまりました)",
            "(?:回答|答え|要約|まとめ|結論|出典|参考|参考文献)",
            "(?:ご参考|お役)に(?:なれ|立て)ば幸いです",
            PASSAGES_JA + "(?:によると|によれば|に基づくと|に基づいて(?:お答えします|回答します)?)");

    private static final Pattern NOT_KNOWING = phrases(
            "(?:(?:i'm |i am )?sorry,? (?:but )?|unfortunately,? |(?:based on|according to) " + PASSAGES
                    + "[,:]? )?i (?:do not|don't|cannot|can't) "
                    + "(?:know(?: the answer(?: to (?:this|that|your|the) question)?)?"
                    + "|(?:answer|say)(?: (?:this|that|it|your question|this question|the question))?)"
                    + "(?: (?:based on|from|with) " + PASSAGES + ")?",
            "(?:(?:i'm |i am )?sorry,? (?:but )?)?i(?: am|'m) not (?:sure|certain)",
            "(?:(?:i'm |i am )?sorry,? (?:but )?|unfortunately,? )?" + PASSAGES
                    + " (?:do|does|did)(?: not|n't) (?:contain|provide|include|give|have|mention|say|state|specify|answer"
                    + "|address|cover)\\b(?!.*\\b(?:but|however|although|only|except)\\b).*",
            "(?:there is )?(?:no|not enough|insufficient) information(?: (?:is )?(?:available|given|provided))?"
                    + "(?: in " + PASSAGES + ")?",
            "(?:the )?answer (?:is |cannot be |could not be )?(?:unknown|not known|found|determined)(?: (?:in|from) "
                    + PASSAGES + ")?",
            "(?:this is |it is |that is )?(?:unknown|not known|unclear|n/a|not (?:stated|specified|mentioned|given))"
                    + "(?: in " + PASSAGES + ")?",
            "(?:申し訳(?:ありません|ございません)が?、?)?(?:(?:その|この|ご)質問(?:に|について)?は、?|" + PASSAGES_JA
                    + "(?:から|だけ)?(?:で|に)?は、?)?(?:答えは)?(?:(?:分|わ|判)かり(?:ません|ませんでした|かねます)"
                    + "|(?:分|わ|判)からない(?:です)?|不明(?:です|である|だ)?|知りません|存じません|存じ上げません"
                    + "|(?:お答え|回答|判断|特定)(?:は)?(?:できません|いたしかねます|できかねます)|答えられません)",
            "(?:申し訳(?:ありません|ございません)が?、?)?" + PASSAGES_JA + "(?:に|から|で)?は、?(?!.*(?:が、|ただし|しかし|のみ)).*"
                    + "(?:情報|記載|記述|言及|答え)(?:が|は|も)?(?:ありません(?:でした)?|されていません|ございません"
                    + "|見つかりません(?:でした)?|含まれていません)",
            "(?:該当する)?(?:情報|記載)(?:が|は)(?:ありません(?:でした)?|ございません|見つかりません(?:でした)?)");

    /** May stand beside a sentence that knows nothing. */
    private static final Pattern APOLOGY =
            phrases("(?:i'm |i am )?(?:very )?sorry", "i apologi[sz]e", "申し訳(?:ありません|ございません)");

    private StockPhrases() {}

    /** Returns whether {@code sentence} has a letter or digit, unlike a rule between the rows of a table. */
    static boolean hasWords(String sentence) {
        return CONTENT.matcher(sentence).find();
    }

    /** Returns whether {@code sentence} claims nothing: it has no words, or is said around answers to anything. */
    static boolean isFiller(String sentence) {
        return !hasWords(sentence) || is(FILLER, sentence);
    }

    /** Returns whether {@code reply} says that its model does not know, and nothing else. */
    static boolean knowNothing(CitedText reply) {
        boolean unknown = false;
        for (CitedText.Sentence part : reply.sentences()) {
            Span span = part.span();
            String sentence = span.of(reply.plain());
            boolean says = is(NOT_KNOWING, sentence);
            if (!says && !isFiller(sentence) && !is(APOLOGY, sentence)) {
                return false;
            }
            unknown |= says;
        }
        return unknown;
    }

    private static boolean is(Pattern phrases, String sentence) {
        return sentence.length() <= LONGEST && phrases.matcher(bare(sentence)).matches();
    }

    private static String bare(String sentence) {
        String folded = Normalizer.normalize(sentence, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
        return EDGES.matcher(SPACE.matcher(folded).replaceAll(" ").strip()).replaceAll("");
    }

    private static Pattern phrases(String... phrases) {
        return Pattern.compile("(?:" + String.join(")|(?:", phrases) + ")");
    }
}
