// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The 24 tasks of FinBen. */
public enum FinBenTask {
    /** Persons, places and organisations in a text. */
    NAMED_ENTITY_RECOGNITION(Aspect.INFORMATION_EXTRACTION),
    /** Pairs of entities and how they are related. */
    RELATION_EXTRACTION(Aspect.INFORMATION_EXTRACTION),
    /** Whether a sentence says that something causes something. */
    CAUSAL_CLASSIFICATION(Aspect.INFORMATION_EXTRACTION),
    /** Which words are the cause and which the effect. */
    CAUSAL_DETECTION(Aspect.INFORMATION_EXTRACTION),
    /** Which figure of the accounts a number is. */
    NUMERIC_LABELLING(Aspect.INFORMATION_EXTRACTION),
    /** The parts of facts that are set side by side. */
    TEXTUAL_ANALOGY_PARSING(Aspect.INFORMATION_EXTRACTION),
    /** How favourable a text is, as a class or as a score. */
    SENTIMENT_ANALYSIS(Aspect.TEXTUAL_ANALYSIS),
    /** What a headline says of a price. */
    NEWS_HEADLINE_CLASSIFICATION(Aspect.TEXTUAL_ANALYSIS),
    /** The stance of a central bank. */
    HAWKISH_DOVISH_CLASSIFICATION(Aspect.TEXTUAL_ANALYSIS),
    /** Whether a sentence claims or supports. */
    ARGUMENT_UNIT_CLASSIFICATION(Aspect.TEXTUAL_ANALYSIS),
    /** How two sentences of an argument are related. */
    ARGUMENT_RELATION_DETECTION(Aspect.TEXTUAL_ANALYSIS),
    /** The topic of a headline. */
    MULTI_CLASS_CLASSIFICATION(Aspect.TEXTUAL_ANALYSIS),
    /** Whether a deal is done or a rumour. */
    DEAL_COMPLETENESS_CLASSIFICATION(Aspect.TEXTUAL_ANALYSIS),
    /** The ESG issue of an article. */
    ESG_ISSUE_IDENTIFICATION(Aspect.TEXTUAL_ANALYSIS),
    /** One question about a report. */
    QUESTION_ANSWERING(Aspect.QUESTION_ANSWERING),
    /** Questions that build upon each other. */
    MULTI_TURN_QUESTION_ANSWERING(Aspect.QUESTION_ANSWERING),
    /** A question whose answer is a paragraph. */
    LONG_FORM_QUESTION_ANSWERING(Aspect.QUESTION_ANSWERING),
    /** What matters in a long text. */
    TEXT_SUMMARIZATION(Aspect.TEXT_GENERATION),
    /** Whether a share rises or falls. */
    STOCK_MOVEMENT_PREDICTION(Aspect.FORECASTING),
    /** Whether a loan will be paid back. */
    CREDIT_SCORING(Aspect.RISK_MANAGEMENT),
    /** Whether a payment is a fraud. */
    FRAUD_DETECTION(Aspect.RISK_MANAGEMENT),
    /** Whether a company will fail. */
    FINANCIAL_DISTRESS_IDENTIFICATION(Aspect.RISK_MANAGEMENT),
    /** Whether a claim will be made. */
    CLAIM_ANALYSIS(Aspect.RISK_MANAGEMENT),
    /** An action for each day of trading. */
    STOCK_TRADING(Aspect.DECISION_MAKING);

    private final Aspect aspect;

    FinBenTask(Aspect aspect) {
        this.aspect = aspect;
    }

    /** Returns the aspect of which this task is. */
    public Aspect aspect() {
        return aspect;
    }

    /** Returns the data sets of this task. */
    public List<FinBenDataset> datasets() {
        return Arrays.stream(FinBenDataset.values())
                .filter(dataset -> dataset.task() == this)
                .toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
