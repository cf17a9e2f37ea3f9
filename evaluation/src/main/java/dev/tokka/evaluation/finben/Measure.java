// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

/** What the paper of FinBen reports of a data set. */
public enum Measure {
    /** The share of right classes. */
    ACCURACY("accuracy"),
    /** F1 of the classes, weighted by how many cases expect each. */
    WEIGHTED_F1("weighted F1"),
    /** F1 of the counts of all classes together. */
    MICRO_F1("micro F1"),
    /** The mean of the F1 of the classes. */
    MACRO_F1("macro F1"),
    /** Matthews correlation. */
    MCC("MCC"),
    /** The mean over the kinds of question of the weighted F1 of each. */
    AVERAGE_F1("average F1"),
    /** F1 of entities: type and borders. */
    ENTITY_F1("entity F1"),
    /** F1 of the tags of tokens, weighted. */
    TOKEN_F1("token F1"),
    /** F1 of relations. */
    RELATION_F1("relation F1"),
    /** Root of the mean squared error; less is better. */
    RMSE("RMSE"),
    /** The share of equal texts. */
    EXACT_MATCH("exact match"),
    /** Shared words. */
    ROUGE_1("ROUGE-1"),
    /** Shared pairs of words. */
    ROUGE_2("ROUGE-2"),
    /** The longest shared sequence of words. */
    ROUGE_L("ROUGE-L"),
    /**
     * Likeness of the vectors of words, by bert-base-multilingual-cased. It needs that encoder: add
     * {@link dev.tokka.evaluation.metric.overlap.BertScore} to a benchmark's metrics.
     */
    BERT_SCORE("BERTScore"),
    /** Likelihood of the reference under bart-large-cnn. It needs that model's probabilities and is not offered here. */
    BART_SCORE("BARTScore"),
    /** Return above the riskless one in units of its volatility. */
    SHARPE_RATIO("Sharpe ratio"),
    /** Return of all days together. */
    CUMULATIVE_RETURN("cumulative return"),
    /** Standard deviation of the returns of a day, or of a year. */
    VOLATILITY("volatility"),
    /** The largest loss from a peak. */
    MAXIMUM_DRAWDOWN("maximum drawdown");

    private final String label;

    Measure(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
