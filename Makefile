.PHONY: run test check fix docs bench
run test check fix docs bench: ; @./peer $@
