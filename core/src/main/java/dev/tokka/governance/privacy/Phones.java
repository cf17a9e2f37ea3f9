// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.tokka.Description;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;

/** Finds telephone numbers by the numbering plans of the countries. */
record Phones(List<String> regions) implements Detector {

    private static final int MAX_TRIES = 10_000; // of candidates that are none, before the rest of a text is left

    Phones {
        regions = List.copyOf(regions);
        for (String region : regions) {
            if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
                throw new IllegalArgumentException("expected regions of two capital letters, such as JP or US");
            }
        }
    }

    @Override
    public List<Finding> find(String text) {
        String folded = Folded.of(text);
        List<Finding> found = new ArrayList<>();
        for (String region : regions) {
            PhoneNumberUtil.getInstance()
                    .findNumbers(folded, region, PhoneNumberUtil.Leniency.VALID, MAX_TRIES)
                    .forEach(match -> found.add(new Finding(PersonalData.PHONE, new Span(match.start(), match.end()))));
        }
        return found;
    }

    @Override
    public Description describe() {
        return Description.of("personal-data", PersonalData.PHONE.name()).with("regions", String.join(" ", regions));
    }
}
