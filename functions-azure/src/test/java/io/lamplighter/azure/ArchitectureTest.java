package io.lamplighter.azure;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.lamplighter.events.HouseRules;

@AnalyzeClasses(packages = "io.lamplighter.azure", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule clients_areBuiltInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..azure.clients..")
            .should()
            .callMethodWhere(JavaCall.Predicates.target(DescribedPredicate.and(
                    HasName.Predicates.name("buildClient"),
                    HasOwner.Predicates.With.owner(simpleNameEndingWith("Builder")))))
            .orShould()
            .callMethodWhere(JavaCall.Predicates.target(DescribedPredicate.and(
                    HasName.Predicates.name("authenticate"),
                    HasOwner.Predicates.With.owner(simpleNameEndingWith("Manager")))))
            .because("a client built elsewhere could reach a subscription that the settings do not allow");
}
