// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import dev.tokka.governance.inventory.ModelRecord;
import java.util.ArrayList;
import java.util.List;

/** The sections of a dossier: of each principle first what the inventory and the log hold, then what came from elsewhere. */
final class Contents {

    private final Material material;
    private final List<Section> sections = new ArrayList<>();

    private Contents(Material material) {
        this.material = material;
    }

    static List<Section> of(Material material) {
        Contents contents = new Contents(material);
        for (Principle principle : Principle.values()) {
            contents.add(principle);
            material.extra().stream()
                    .filter(section -> section.principle() == principle)
                    .forEach(contents.sections::add);
        }
        return List.copyOf(contents.sections);
    }

    private void add(Principle principle) {
        if (principle == Principle.IDENTIFICATION) {
            sections.add(new BuildSections(material).inventory());
        } else if (principle == Principle.INTERNAL_AUDIT) {
            sections.addAll(new LogSections(material).integrity());
        }
        for (ModelRecord record : material.records()) {
            sections.addAll(about(principle, record));
        }
        if (principle == Principle.MONITORING) {
            sections.addAll(new LogSections(material).strangers());
        } else if (principle == Principle.VALIDATION) {
            sections.addAll(new ExaminationSections(material).attachments());
        }
    }

    private List<Section> about(Principle principle, ModelRecord record) {
        BuildSections builds = new BuildSections(material);
        ExaminationSections examinations = new ExaminationSections(material);
        LogSections logs = new LogSections(material);
        return switch (principle) {
            case GOVERNANCE -> List.of(builds.roles(record));
            case IDENTIFICATION -> List.of(builds.identity(record));
            case DEVELOPMENT -> List.of(builds.builds(record), builds.ingredients(record), builds.parts(record));
            case APPROVAL -> List.of(examinations.approvals(record));
            case MONITORING -> logs.calls(record);
            case VALIDATION ->
                List.of(examinations.validations(record), examinations.evidence(record), examinations.limits(record));
            case EXTERNAL_RESOURCES ->
                List.of(
                        examinations.vendor(record),
                        examinations.fromOutside(record),
                        EgressSections.destinations(record));
            case INTERNAL_AUDIT -> List.of(logs.history(record));
        };
    }
}
