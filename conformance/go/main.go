// usage: client <device endpoint> <token endpoint> [S256 | wrong | missing]
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"golang.org/x/oauth2"
)

func main() {
	ctx := context.Background()
	config := oauth2.Config{
		ClientID: "x-oauth2",
		Endpoint: oauth2.Endpoint{DeviceAuthURL: os.Args[1], TokenURL: os.Args[2]},
	}
	challenge, verifier := proofKey()
	started, err := config.DeviceAuth(ctx, challenge...)
	if err != nil {
		fmt.Println("error", err)
		return
	}
	fmt.Println("visit", started.VerificationURIComplete)
	fmt.Println("code", started.UserCode)
	token, err := config.DeviceAccessToken(ctx, started, verifier...)
	var refusal *oauth2.RetrieveError
	if errors.As(err, &refusal) {
		fmt.Println("error", refusal.ErrorCode)
	} else if err != nil {
		fmt.Println("error", err)
	} else {
		fmt.Println("token", token.AccessToken)
	}
}

// Returns the options of the start and of the polls (RFC 7636).
func proofKey() (start, poll []oauth2.AuthCodeOption) {
	if len(os.Args) < 4 {
		return nil, nil
	}
	verifier := oauth2.GenerateVerifier()
	start = []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(verifier)}
	switch os.Args[3] {
	case "wrong":
		verifier = oauth2.GenerateVerifier()
	case "missing":
		return start, nil
	}
	return start, []oauth2.AuthCodeOption{oauth2.VerifierOption(verifier)}
}
