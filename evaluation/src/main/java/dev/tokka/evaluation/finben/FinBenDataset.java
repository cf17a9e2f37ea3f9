// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import static dev.tokka.evaluation.finben.Measure.ACCURACY;
import static dev.tokka.evaluation.finben.Measure.BART_SCORE;
import static dev.tokka.evaluation.finben.Measure.BERT_SCORE;
import static dev.tokka.evaluation.finben.Measure.ENTITY_F1;
import static dev.tokka.evaluation.finben.Measure.EXACT_MATCH;
import static dev.tokka.evaluation.finben.Measure.MCC;
import static dev.tokka.evaluation.finben.Measure.MICRO_F1;
import static dev.tokka.evaluation.finben.Measure.ROUGE_1;
import static dev.tokka.evaluation.finben.Measure.ROUGE_2;
import static dev.tokka.evaluation.finben.Measure.ROUGE_L;
import static dev.tokka.evaluation.finben.Measure.TOKEN_F1;
import static dev.tokka.evaluation.finben.Measure.WEIGHTED_F1;

import java.util.List;

/**
 * The 36 data sets of FinBen (Xie et al. 2024, arXiv:2402.12659). Files are on Hugging Face under the names given here;
 * some must be asked for there. All are in English.
 */
public enum FinBenDataset {
    /** Financial agreements (Salinas Alvarado et al. 2015). */
    NER(FinBenTask.NAMED_ENTITY_RECOGNITION, "flare-ner", Layout.MENTIONS, facts(1366, "CC BY-SA 3.0", "PER LOC ORG")),
    /** News (Shah et al. 2023). */
    FINER_ORD(
            FinBenTask.NAMED_ENTITY_RECOGNITION,
            "flare-finer-ord",
            Layout.TAGS,
            facts(1080, "CC BY-NC 4.0", "PER LOC ORG")),
    /** Earnings calls and news (Sharma et al. 2022); 29 relations. */
    FIN_RED(
            FinBenTask.RELATION_EXTRACTION,
            "flare-finred",
            Layout.RELATIONS,
            facts(1070, "public", Labels.FIN_RED).measured(Measure.RELATION_F1)),
    /** FinCausal 2020, task 1 (Mariko et al. 2020). */
    SC(
            FinBenTask.CAUSAL_CLASSIFICATION,
            "flare-causal20-sc",
            Layout.CHOICE,
            facts(8630, "CC BY 4.0", "noise causal").measured(WEIGHTED_F1)),
    /** FinCausal 2020, task 2 (Mariko et al. 2020). */
    CD(
            FinBenTask.CAUSAL_DETECTION,
            "flare-cd",
            Layout.TAGS,
            facts(226, "CC BY 4.0", "CAUSE EFFECT").measured(ENTITY_F1, TOKEN_F1)),
    /** Sentences of annual reports (Sharma et al. 2023); the names of XBRL are the labels. */
    FNXL(FinBenTask.NUMERIC_LABELLING, "flare-fnxl", Layout.TAGS, facts(318, "public", "")),
    /** News (Lamm et al. 2018). */
    FSRL(FinBenTask.TEXTUAL_ANALOGY_PARSING, "flare-fsrl", Layout.TAGS, facts(97, "MIT", Labels.FSRL)),

    /** Financial PhraseBank (Malo et al. 2014). */
    FPB(
            FinBenTask.SENTIMENT_ANALYSIS,
            "flare-fpb",
            Layout.CHOICE,
            facts(4845, "CC BY-SA 3.0", "positive neutral negative").measured(WEIGHTED_F1, ACCURACY)),
    /** Headlines and posts (Maia et al. 2018). */
    FIQA_SA(
            FinBenTask.SENTIMENT_ANALYSIS,
            "flare-fiqasa",
            Layout.CHOICE,
            facts(1173, "public", "negative positive neutral").measured(WEIGHTED_F1)),
    /** SemEval-2017, task 5: how favourable a headline is for a company, from -1 to 1. */
    TSA(
            FinBenTask.SENTIMENT_ANALYSIS,
            "flare-tsa",
            Layout.SCORE,
            facts(561, "CC BY-NC-SA 4.0", "").measured(Measure.RMSE)),
    /** Headlines about gold, nine questions about each (Sinha and Khandait 2021). */
    HEADLINES(
            FinBenTask.NEWS_HEADLINE_CLASSIFICATION,
            "flare-headlines",
            Layout.TYPED_CHOICE,
            facts(11412, "CC BY-SA 3.0", "Yes No").measured(Measure.AVERAGE_F1)),
    /** Minutes and speeches of the Federal Open Market Committee (Shah et al. 2023). */
    FOMC(
            FinBenTask.HAWKISH_DOVISH_CLASSIFICATION,
            "flare-fomc",
            Layout.CHOICE,
            facts(496, "CC BY-NC 4.0", "dovish hawkish neutral").measured(WEIGHTED_F1, ACCURACY)),
    /** Earnings calls (Chen et al. 2023, FinArg-1). */
    FIN_ARG_AUC(
            FinBenTask.ARGUMENT_UNIT_CLASSIFICATION,
            "flare-finarg-ecc-auc",
            Layout.CHOICE,
            facts(969, "CC BY-NC-SA 4.0", "claim premise").measured(MICRO_F1)),
    /** Pairs of sentences of earnings calls (Chen et al. 2023, FinArg-1). */
    FIN_ARG_ARC(
            FinBenTask.ARGUMENT_RELATION_DETECTION,
            "flare-finarg-ecc-arc",
            Layout.CHOICE,
            facts(690, "CC BY-NC-SA 4.0", "norelation support attack").measured(MICRO_F1)),
    /** Headlines of articles (Jørgensen et al. 2023). */
    MULTI_FIN(
            FinBenTask.MULTI_CLASS_CLASSIFICATION,
            "flare-multifin-en",
            Layout.CHOICE,
            facts(546, "public", Labels.MULTI_FIN).measured(MICRO_F1)),
    /** News and posts about mergers and acquisitions (Yang et al. 2020). */
    MA(
            FinBenTask.DEAL_COMPLETENESS_CLASSIFICATION,
            "flare-ma",
            Layout.CHOICE,
            facts(500, "public", "rumour complete").measured(MICRO_F1)),
    /** News, by the key issues of MSCI, which the file names (Chen et al. 2023). */
    MLESG(
            FinBenTask.ESG_ISSUE_IDENTIFICATION,
            "flare-mlesg",
            Layout.CHOICE,
            facts(300, "CC BY-NC-ND 4.0", "").measured(MICRO_F1)),

    /** Earnings reports (Chen et al. 2021). */
    FIN_QA(
            FinBenTask.QUESTION_ANSWERING,
            "flare-finqa",
            Layout.ANSWER,
            facts(8281, "MIT", "").measured(EXACT_MATCH)),
    /** Tables and text of financial reports (Zhu et al. 2021). */
    TATQA(
            FinBenTask.QUESTION_ANSWERING,
            "flare-tatqa",
            Layout.ANSWER,
            facts(1670, "MIT", "").measured(EXACT_MATCH)),
    /** Dialogues over earnings reports (Chen et al. 2022). */
    CONV_FIN_QA(
            FinBenTask.MULTI_TURN_QUESTION_ANSWERING,
            "flare-convfinqa",
            Layout.CONVERSATION,
            facts(1490, "MIT", "").measured(EXACT_MATCH)),
    /** Rules of the markets for derivatives, new in FinBen; on Hugging Face as {@code en-regulations}. */
    REGULATIONS(
            FinBenTask.LONG_FORM_QUESTION_ANSWERING,
            "en-regulations",
            Layout.PROSE,
            facts(254, "MIT", "").measured(ROUGE_1, ROUGE_2, ROUGE_L, BERT_SCORE)),

    /** Earnings calls, whose summary is some of their sentences (Mukherjee et al. 2022). */
    ECT_SUM(
            FinBenTask.TEXT_SUMMARIZATION,
            "flare-ectsum",
            Layout.EXTRACT,
            facts(495, "public", "").measured(ROUGE_1, ROUGE_2, ROUGE_L, BERT_SCORE, BART_SCORE)),
    /** News, whose summary is the headline (after Zhou et al. 2021). */
    EDT_SUM(
            FinBenTask.TEXT_SUMMARIZATION,
            "flare-edtsum",
            Layout.PROSE,
            facts(2000, "public", "").measured(ROUGE_1, ROUGE_2, ROUGE_L, BERT_SCORE, BART_SCORE)),

    /** Posts and prices (Soun et al. 2022). */
    BIG_DATA_22(FinBenTask.STOCK_MOVEMENT_PREDICTION, "flare-sm-bigdata", Layout.CHOICE, movement(7164, "public")),
    /** Posts and prices (Xu and Cohen 2018). */
    ACL_18(FinBenTask.STOCK_MOVEMENT_PREDICTION, "flare-sm-acl", Layout.CHOICE, movement(27053, "MIT")),
    /** Posts and prices (Wu et al. 2018). */
    CIKM_18(FinBenTask.STOCK_MOVEMENT_PREDICTION, "flare-sm-cikm", Layout.CHOICE, movement(4967, "public")),

    /** Statlog, German credit (Hofmann 1994). */
    GERMAN(FinBenTask.CREDIT_SCORING, "flare-german", Layout.CHOICE, risk(1000, "CC BY 4.0", "good bad")),
    /** Statlog, Australian credit approval (Quinlan). */
    AUSTRALIAN(FinBenTask.CREDIT_SCORING, "flare-australian", Layout.CHOICE, risk(690, "CC BY 4.0", "good bad")),
    /** Loans between persons (Feng et al. 2023). */
    LENDING_CLUB(FinBenTask.CREDIT_SCORING, "cra-lendingclub", Layout.CHOICE, risk(13453, "CC0 1.0", "good bad")),
    /** Payments by card, Europe (Feng et al. 2023). */
    CCF(FinBenTask.FRAUD_DETECTION, "cra-ccf", Layout.CHOICE, risk(11392, "DbCL 1.0", "yes no")),
    /** Accounts of cards (Feng et al. 2023). */
    CC_FRAUD(FinBenTask.FRAUD_DETECTION, "cra-ccfraud", Layout.CHOICE, risk(10485, "public", "good bad")),
    /** Bankruptcies of Polish companies (Feng et al. 2023). */
    POLISH(
            FinBenTask.FINANCIAL_DISTRESS_IDENTIFICATION,
            "cra-polish",
            Layout.CHOICE,
            risk(8681, "CC BY 4.0", "yes no")),
    /** Bankruptcies of Taiwanese companies (Feng et al. 2023). */
    TAIWAN(
            FinBenTask.FINANCIAL_DISTRESS_IDENTIFICATION,
            "cra-taiwan",
            Layout.CHOICE,
            risk(6819, "CC BY 4.0", "yes no")),
    /** Claims of drivers (Feng et al. 2023). */
    PORTO_SEGURO(FinBenTask.CLAIM_ANALYSIS, "cra-portoseguro", Layout.CHOICE, risk(11904, "public", "yes no")),
    /** Claims of travellers (Feng et al. 2023); the name on Hugging Face is spelt so. */
    TRAVEL_INSURANCE(FinBenTask.CLAIM_ANALYSIS, "cra-travelinsurace", Layout.CHOICE, risk(12665, "ODbL 1.0", "yes no")),

    /** Prices, news and filings of ten companies, new in FinBen; on Hugging Face as {@code en-fintrade-train}. */
    FIN_TRADE(FinBenTask.STOCK_TRADING, "en-fintrade-train", Layout.TRADES, Facts.TRADING);

    private final FinBenTask task;
    private final String repository;
    private final Layout layout;

    @SuppressWarnings("ImmutableEnumChecker") // a record of copies
    private final Facts facts;

    FinBenDataset(FinBenTask task, String repository, Layout layout, Facts facts) {
        this.task = task;
        this.repository = repository;
        this.layout = layout;
        this.facts = facts;
    }

    private static Facts facts(int rows, String licence, String labels) {
        return new Facts(rows, licence, Labels.split(labels), List.of(ENTITY_F1));
    }

    private static Facts movement(int rows, String licence) {
        return facts(rows, licence, "Rise Fall").measured(ACCURACY, MCC);
    }

    private static Facts risk(int rows, String licence, String labels) {
        return facts(rows, licence, labels).measured(MCC, WEIGHTED_F1);
    }

    /** Returns the task of which this data set is. */
    public FinBenTask task() {
        return task;
    }

    /** Returns the name on Hugging Face, such as {@code TheFinAI/flare-fpb}. */
    public String repository() {
        return "TheFinAI/" + repository;
    }

    /** Returns the columns of its files. */
    public Layout layout() {
        return layout;
    }

    /** Returns how many rows the whole data set has as published, all its splits together; 0 if that is not stated. */
    public int rows() {
        return facts.rows();
    }

    /**
     * Returns the licence as the publisher notes it; "public" means that the data is open to everybody without a licence
     * being named. Read it at the source before use.
     */
    public String licence() {
        return facts.licence();
    }

    /**
     * Returns the classes, types or relations as the official prompts name them; empty where the file names them. A file
     * may have others: it decides.
     */
    public List<String> labels() {
        return facts.labels();
    }

    /** Returns what the paper reports; the first chooses between models. */
    public List<Measure> measures() {
        return facts.measures();
    }

    /** Returns the BCP 47 language of the questions. */
    public String language() {
        return "en";
    }
}
