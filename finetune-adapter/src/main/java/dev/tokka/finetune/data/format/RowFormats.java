// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

/**
 * The formats there are. All carry texts; {@link dev.tokka.finetune.data.Evidence evidence} and labels none of them, and more
 * than one instruction none: {@link ServedRows} writes those into the messages.
 */
public final class RowFormats {

    private RowFormats() {}

    /**
     * Returns the format of OpenAI's supervised fine-tuning, which many trainers read as well: {@code messages} with {@code
     * role} and {@code content}. Supervised rows with an instruction, as {@code system}, and a history.
     *
     * @see <a href="https://platform.openai.com/docs/guides/supervised-fine-tuning">OpenAI, supervised fine-tuning</a>
     */
    public static RowFormat openAiChat() {
        return new ChatRows(Messages.openAi("openAiChat"), "messages");
    }

    /**
     * Returns the format of Stanford Alpaca: {@code instruction}, {@code input} and {@code output}. Supervised rows without
     * a history; without an instruction, the question stands in its place and the input is empty.
     *
     * @see <a href="https://github.com/tatsu-lab/stanford_alpaca">Stanford Alpaca</a>
     */
    public static RowFormat alpaca() {
        return new AlpacaRows();
    }

    /**
     * Returns the format of ShareGPT, as LLaMA-Factory and Axolotl read it: {@code conversations} with {@code from} and
     * {@code value}. Supervised rows with an instruction, as {@code system}, and a history of turns.
     *
     * @see <a href="https://github.com/hiyouga/LLaMA-Factory/tree/main/data">LLaMA-Factory, data preparation</a>
     */
    public static RowFormat shareGpt() {
        return new ChatRows(Messages.shareGpt("shareGpt"), "conversations");
    }

    /**
     * Returns the format of FIT, with which FinMA was tuned: {@code id}, {@code conversations} of {@code human} and {@code
     * agent}, {@code text} and {@code label}. Supervised rows without a history; an instruction stands before the text, with
     * an end of line between them. In rows of others, whose text stands elsewhere, the whole question is read as text.
     *
     * @see <a href="https://arxiv.org/abs/2306.05443">Xie et al., PIXIU (2023), section 3</a>
     */
    public static RowFormat fit() {
        return new FitRows();
    }

    /** Returns the format of raw texts: {@code prompt} and {@code completion}. Completions only. */
    public static RowFormat completion() {
        return new CompletionRows();
    }

    /**
     * Returns the format of OpenAI's preference tuning: {@code input}, {@code preferred_output} and {@code
     * non_preferred_output}. Preferences with an instruction and a history; the service itself may demand a single turn.
     *
     * @see <a href="https://platform.openai.com/docs/guides/direct-preference-optimization">OpenAI, direct preference
     *     optimization</a>
     */
    public static RowFormat openAiPreference() {
        return new OpenAiPreferenceRows();
    }

    /**
     * Returns the conversational preference format of TRL: {@code prompt}, {@code chosen} and {@code rejected}, each a list
     * of messages. Preferences with an instruction and a history.
     *
     * @see <a href="https://huggingface.co/docs/trl/dataset_formats">TRL, dataset formats</a>
     */
    public static RowFormat trlPreference() {
        return new TrlPreferenceRows();
    }

    /**
     * Returns the format of preferences ({@code ranking}) of LLaMA-Factory in its form of ShareGPT: {@code conversations},
     * {@code chosen} and {@code rejected}. Preferences with an instruction and a history of turns.
     *
     * @see <a href="https://github.com/hiyouga/LLaMA-Factory/tree/main/data">LLaMA-Factory, data preparation</a>
     */
    public static RowFormat llamaFactoryRanking() {
        return new RankingRows();
    }
}
