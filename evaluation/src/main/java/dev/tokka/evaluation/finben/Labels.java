// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import java.util.Arrays;
import java.util.List;

/** The longer lists of labels. */
final class Labels {

    static final String FSRL = "QUANT TIME MANNER THEME VALUE WHOLE LOCATION AGENT CAUSE SOURCE REF_TIME CONDITION";

    static final String MULTI_FIN =
            "Finance|Technology|Tax & Accounting|Business & Management|Government & Controls|Industry";

    static final String FIN_RED =
            "legal_form publisher owner_of employer manufacturer position_held chairperson industry"
                    + " business_division creator original_broadcaster chief_executive_officer location_of_formation operator"
                    + " owned_by founded_by parent_organization member_of product_or_material_produced brand"
                    + " headquarters_location director_/_manager distribution_format distributed_by platform currency subsidiary"
                    + " stock_exchange developer";

    private Labels() {}

    /** Returns what stands between bars, or, without any, between spaces. */
    static List<String> split(String labels) {
        return Arrays.stream(labels.split(labels.contains("|") ? "\\|" : " "))
                .filter(label -> !label.isEmpty())
                .toList();
    }
}
